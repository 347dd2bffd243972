package loopback.grading;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What lateness costs.
///
/// @param grace how much later than due is not late
/// @param percentPerDay what each day that has begun takes from the points
/// @param days after how many days nothing is left; 0 if that never happens
public record LatePolicy(Duration grace, double percentPerDay, int days) {

    /// Nothing is ever too late.
    static final LatePolicy NONE = new LatePolicy(Duration.ZERO, 0, 0);

    private static final int MINUTES_OF_A_MONTH = 31 * 24 * 60;

    static LatePolicy read(Toml assignment) {
        return assignment.optionalTable("late").map(LatePolicy::of).orElse(NONE);
    }

    private static LatePolicy of(Toml late) {
        late.requireOnly(Set.of("grace_minutes", "percent_per_day", "days"));
        var minutes = late.number("grace_minutes", 0, 0, MINUTES_OF_A_MONTH);
        return new LatePolicy(
                Duration.ofSeconds((long) (minutes * 60)),
                late.number("percent_per_day", 0, 0, 100),
                (int) late.number("days", 0, 0, 365));
    }

    /// Whether a late submission loses points.
    boolean costs() {
        return percentPerDay > 0 || days > 0;
    }

    /// How late a submission is. One whose time is unknown is not late.
    Lateness of(Instant due, Optional<Instant> submitted) {
        return submitted
                .map(time -> Duration.between(due, time))
                .filter(late -> late.compareTo(grace) > 0)
                .map(late -> new Lateness(late, percentKept(late)))
                .orElse(new Lateness(Duration.ZERO, 100));
    }

    private double percentKept(Duration late) {
        long begun = (late.toSeconds() + Duration.ofDays(1).toSeconds() - 1) / 86_400;
        if (days > 0 && begun > days) {
            return 0;
        }
        return Math.max(0, 100 - percentPerDay * begun);
    }
}
