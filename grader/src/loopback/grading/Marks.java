package loopback.grading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loopback.intake.HandIn;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;

/// What one submission got.
///
/// @param submission the name of the file or folder as it was handed in
/// @param hash SHA-256 of the sources that were taken
/// @param reason why it was not graded, a sentence; empty when it was
/// @param submitted when it was handed in, if that is known
/// @param exercises in the order of the assignment
/// @param repairs what was put right in it, sentences
/// @param incidents what a person has to look at, sentences
/// @param time what grading it took
public record Marks(
        Student student,
        String submission,
        String hash,
        Outcome outcome,
        String reason,
        Optional<Instant> submitted,
        Lateness lateness,
        List<ExerciseMarks> exercises,
        List<String> repairs,
        List<String> incidents,
        Duration time) {

    /// The marks of what was not graded.
    static Marks without(
            HandIn handed, Outcome outcome, String reason, Lateness lateness, Duration time) {
        return new Marks(
                handed.student(),
                handed.name(),
                "",
                outcome,
                reason,
                handed.submitted(),
                lateness,
                List.of(),
                List.of(),
                handed.notes(),
                time);
    }

    /// The same marks for what is known by now about who has handed it in, and when.
    Marks again(HandIn handed, Lateness now, List<String> toLookAt) {
        return new Marks(
                handed.student(),
                handed.name(),
                hash,
                outcome,
                reason,
                handed.submitted(),
                now,
                exercises,
                repairs,
                toLookAt,
                time);
    }

    /// The same marks with one thing more to look at.
    Marks noted(String incident) {
        var more = new ArrayList<>(incidents);
        more.add(incident);
        return new Marks(
                student,
                submission,
                hash,
                outcome,
                reason,
                submitted,
                lateness,
                exercises,
                repairs,
                more,
                time);
    }

    /// The points before the late policy.
    @JsonIgnore
    public double earned() {
        return hundredths(exercises.stream().mapToDouble(ExerciseMarks::points).sum());
    }

    /// The points that count.
    @JsonIgnore
    public double points() {
        return hundredths(earned() * lateness.percentKept() / 100);
    }

    @JsonIgnore
    public double maxPoints() {
        return hundredths(exercises.stream().mapToDouble(ExerciseMarks::maxPoints).sum());
    }

    private static double hundredths(double points) {
        return Math.round(points * 100) / 100.0;
    }

    @JsonIgnore
    public boolean graded() {
        return outcome == Outcome.GRADED;
    }
}
