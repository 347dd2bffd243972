package loopback.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/// A program that runs beside a test: it is typed to, read from line by line, and killed at the end,
/// so that nothing depends on when it would have ended by itself.
final class Running implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private Running(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    static Running start(List<String> command) throws IOException {
        return new Running(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    static Running start(String... command) throws IOException {
        return start(List.of(command));
    }

    /// Types something, and leaves the program's input open.
    Running types(String text) throws IOException {
        process.outputWriter().append(text).flush();
        return this;
    }

    /// The next line it prints, or what is left at its end; waits for it.
    String line() throws IOException {
        var line = output.readLine();
        return line == null ? "" : line;
    }

    /// Skips what it prints until a line with these words, and returns that.
    String lineWith(String words) throws IOException {
        for (String line; (line = output.readLine()) != null; ) {
            if (line.contains(words)) {
                return line;
            }
        }
        throw new IOException("it ends without a line with \"" + words + "\"");
    }

    /// Asks the program to end, as Ctrl-C does; what it says then can still be read.
    void ends() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
