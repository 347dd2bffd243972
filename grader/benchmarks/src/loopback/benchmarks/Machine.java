package loopback.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What was measured on.
record Machine(
        String processor,
        int cores,
        long memoryMib,
        String system,
        String kernel,
        String jdk,
        double loadBefore) {

    static Machine here() {
        var load = line("/proc/loadavg", "").split(" ")[0];
        var memory = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(memory) / 1024,
                line("/etc/os-release", "PRETTY_NAME").replace("\"", ""),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor")
                        + " "
                        + System.getProperty("java.runtime.version"),
                Double.parseDouble(load));
    }

    /// What stands behind `key` in a file of Linux.
    private static String line(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).replaceFirst("^\\s*[:=]\\s*", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("benchmarks run on Linux, where there is " + file, e);
        }
    }
}
