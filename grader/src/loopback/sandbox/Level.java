package loopback.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What keeps submissions away from the machine.
public enum Level {
    /// A file system, a network, a table of processes and a user of their own, and limits.
    FULL,
    /// Limits, and another user where that can be had.
    PARTIAL,
    /// The allow-list only.
    NONE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
