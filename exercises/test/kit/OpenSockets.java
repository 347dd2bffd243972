package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// The sockets that this JVM has open at one moment, where the system tells; else none.
///
/// Every step is checked for leaks after it has ended, but the garbage collector may close a
/// forgotten socket before. Here a step looks at once.
public record OpenSockets(Set<String> links) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    public static OpenSockets now() {
        var links = new TreeSet<String>();
        if (Files.isDirectory(DESCRIPTORS)) {
            try (var descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
                descriptors.forEach(descriptor -> links.add(target(descriptor)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        links.removeIf(link -> !link.startsWith("socket:"));
        return new OpenSockets(links);
    }

    /// Checks that all sockets that are open now were open then.
    public void areAllThereAre() {
        var more = now().links();
        more.removeAll(links);
        if (!more.isEmpty()) {
            throw Mismatch.of("no socket left open", more.size() + " left open");
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // Closed since it was listed.
        }
    }
}
