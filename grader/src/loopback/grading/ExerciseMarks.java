package loopback.grading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import loopback.engine.Verdict;

/// What one exercise of a submission got.
///
/// @param exercise such as `tcp/EchoOnce`
/// @param message why it did not compile, was refused or was stopped; empty otherwise
/// @param points as the assignment weighs them
/// @param maxPoints as the assignment weighs them
public record ExerciseMarks(
        String exercise,
        Verdict.Status status,
        String message,
        double points,
        double maxPoints,
        double seconds,
        List<StepMarks> steps) {

    /// The likely misunderstandings, one per line: the whole pattern of failures points to them.
    @JsonIgnore
    public Optional<String> mistake() {
        return steps.stream().flatMap(step -> step.mistake().stream()).findFirst();
    }
}
