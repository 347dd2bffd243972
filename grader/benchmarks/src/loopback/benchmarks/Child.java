package loopback.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A program that was started, and is talked to in lines. It ends with its standard input.
final class Child implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final BufferedReader says;
    private final Writer hears;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        says = process.inputReader();
        hears = process.outputWriter();
    }

    /// Starts `command`; what it says to standard error goes to a file in `scratch`.
    static Child start(Path scratch, List<String> command) {
        return start(scratch, scratch, command);
    }

    /// The same in `folder`.
    static Child start(Path scratch, Path folder, List<String> command) {
        try {
            var log = Files.createTempFile(scratch, "child", ".log");
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(log.toFile());
            return new Child(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /// Runs `command` in `folder` to its end. What it says goes nowhere, unless its status is none of
    /// `expected`. Returns the seconds from its start to its end.
    static double run(Path scratch, Path folder, List<String> command, Integer... expected) {
        try {
            var log = Files.createTempFile(scratch, "run", ".log");
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            long start = System.nanoTime();
            var process = builder.start();
            process.outputWriter().close();
            int status = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!List.of(expected).contains(status)) {
                throw new BenchmarkException(
                        "%s ended with %d:%n%s"
                                .formatted(
                                        String.join(" ", command), status, Files.readString(log)));
            }
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            throw new BenchmarkException("interrupted");
        }
    }

    String nextLine() {
        try {
            var line = says.readLine();
            if (line == null) {
                throw new BenchmarkException(
                        "ended too early: "
                                + process.info().commandLine().orElse("a program")
                                + "\n"
                                + Files.readString(log));
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tell(String line) {
        try {
            hears.write(line + "\n");
            hears.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// What it has in memory, in KiB.
    long residentKib() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            hears.close();
            if (!process.waitFor(Duration.ofSeconds(5))) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
