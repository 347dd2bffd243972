package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import org.junit.jupiter.api.Test;

class LatePolicyTest {

    private static final Instant DUE = Instant.parse("2026-10-16T21:59:00Z");

    @Test
    void each_day_that_has_begun_costs_what_the_assignment_says() {
        var policy = new LatePolicy(Duration.ofMinutes(10), 2.5, 4);

        assertEquals(100, kept(policy, Duration.ofMinutes(-1)));
        assertEquals(100, kept(policy, Duration.ofMinutes(10)));
        assertEquals(97.5, kept(policy, Duration.ofMinutes(11)));
        assertEquals(97.5, kept(policy, Duration.ofDays(1)));
        assertEquals(95, kept(policy, Duration.ofDays(1).plusSeconds(1)));
        assertEquals(90, kept(policy, Duration.ofDays(4)));
        assertEquals(0, kept(policy, Duration.ofDays(4).plusSeconds(1)));
    }

    @Test
    void no_points_are_taken_twice_and_none_without_a_time() {
        assertEquals(0, kept(new LatePolicy(Duration.ZERO, 60, 0), Duration.ofDays(2)));
        assertFalse(new LatePolicy(Duration.ZERO, 60, 0).of(DUE, Optional.empty()).any());
    }

    @Test
    void half_a_percent_counts_in_the_points() {
        var marks =
                new Marks(
                        new Student("ann", "", ""),
                        "",
                        "",
                        Outcome.GRADED,
                        "",
                        Optional.empty(),
                        new Lateness(Duration.ofHours(1), 97.5),
                        java.util.List.of(
                                new ExerciseMarks(
                                        "tiny/Echo",
                                        loopback.engine.verdict.Verdict.Status.PASSED,
                                        "",
                                        10,
                                        10,
                                        1,
                                        java.util.List.of())),
                        java.util.List.of(),
                        java.util.List.of(),
                        Duration.ZERO);

        assertEquals(9.75, marks.points());
    }

    private static double kept(LatePolicy policy, Duration late) {
        return policy.of(DUE, Optional.of(DUE.plus(late))).percentKept();
    }
}
