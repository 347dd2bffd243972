package kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Linux knows of a thread.
///
/// @param status the file that says so
record Task(Path status) {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern ASLEEP = Pattern.compile("\\nvoluntary_ctxt_switches:\\s*(\\d+)");

    /// The calling thread; empty on other systems.
    static Optional<Task> ofThisThread() {
        try {
            var task = Files.readSymbolicLink(PROC.resolve("thread-self"));
            return Optional.of(new Task(PROC.resolve(task).resolve("status")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// How often the thread has stopped to wait for something, or 0 once it has ended.
    long timesAsleep() {
        try {
            var found = ASLEEP.matcher(Files.readString(status, ISO_8859_1));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
