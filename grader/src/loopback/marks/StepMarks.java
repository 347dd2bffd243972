package loopback.marks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;

/// What one step of an exercise got.
///
/// @param points as the assignment weighs them
/// @param maxPoints as the assignment weighs them
/// @param message what went wrong, several lines; empty if nothing did
/// @param transcript what went over the wire, line by line
/// @param events the same, event by event
/// @param printed what the code under test printed
/// @param mistake the misunderstanding that this step shows, if one is certain
/// @param hidden whether learners do not have this step
public record StepMarks(
        int step,
        String name,
        Verdict.Outcome status,
        double points,
        double maxPoints,
        String message,
        List<String> transcript,
        List<WireEvent> events,
        String printed,
        Optional<String> mistake,
        boolean hidden) {

    public StepMarks asHidden() {
        return new StepMarks(
                step,
                name,
                status,
                points,
                maxPoints,
                message,
                transcript,
                events,
                printed,
                mistake,
                true);
    }

    StepMarks asNotBegun(String todo) {
        return new StepMarks(
                step,
                name,
                status,
                points,
                maxPoints,
                todo,
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                hidden);
    }

    @JsonIgnore
    public String firstLine() {
        return message.lines().findFirst().orElse("");
    }

    /// Whether two steps show the same of what went wrong.
    public boolean showsTheSameAs(StepMarks other) {
        return status == other.status
                && message.equals(other.message)
                && transcript.equals(other.transcript)
                && printed.equals(other.printed);
    }

    @JsonIgnore
    public boolean passed() {
        return status == Verdict.Outcome.PASSED;
    }
}
