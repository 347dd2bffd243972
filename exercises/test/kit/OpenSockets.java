package kit;

import java.util.Set;
import java.util.TreeSet;

/// The sockets that this JVM has open at one moment, where the system tells; else none.
///
/// Every step is checked for leaks after it has ended, but the garbage collector may close a
/// forgotten socket before. Here a step looks at once.
public record OpenSockets(Set<String> links) {

    public static OpenSockets now() {
        var links = Leaks.openDescriptors();
        links.removeIf(link -> !link.startsWith("socket:"));
        return new OpenSockets(links);
    }

    /// Checks that all sockets that are open were open then. Those that a thread of the code under
    /// test is about to close are waited for.
    public void areAllThereAre() {
        if (!Patience.sparingly(() -> more().isEmpty())) {
            throw Mismatch.of("no socket left open", more().size() + " left open");
        }
    }

    private Set<String> more() {
        var more = new TreeSet<>(now().links());
        more.removeAll(links);
        return more;
    }
}
