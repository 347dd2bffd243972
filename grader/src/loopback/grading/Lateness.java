package loopback.grading;

import java.time.Duration;

/// How late something was handed in, and what the late policy leaves of its points.
public record Lateness(Duration late, double percentKept) {

    public static final Lateness NONE = new Lateness(Duration.ZERO, 100);

    /// Whether it was handed in late.
    public boolean any() {
        return late.isPositive();
    }
}
