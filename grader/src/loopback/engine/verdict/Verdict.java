package loopback.engine.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;

/// What came of checking one exercise.
///
/// @param seconds wall time, to the millisecond
/// @param message why it did not compile, was refused or was stopped; empty otherwise
@JsonPropertyOrder({"exercise", "status", "points", "maxPoints", "seconds", "message", "tests"})
public record Verdict(
        String exercise, Status status, double seconds, String message, List<Test> tests) {

    /// How a check ended.
    public enum Status {
        PASSED,
        FAILED,
        DID_NOT_COMPILE,
        REFUSED,
        STOPPED;

        @com.fasterxml.jackson.annotation.JsonValue
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How a step ended.
    public enum Outcome {
        PASSED,
        FAILED,
        TIMED_OUT,
        ENDED_THE_JVM,
        NOT_RUN;

        @com.fasterxml.jackson.annotation.JsonValue
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// One step.
    ///
    /// @param message what went wrong, several lines; empty if nothing did
    /// @param transcript what went over the wire; empty if nothing did
    /// @param events the same, event by event; the middle of many is left out
    /// @param mistake the likely misunderstanding; empty if none is known
    /// @param printed what the code under test printed
    /// @param said the failure in its own words, by which mistakes are told apart
    public record Test(
            int step,
            String name,
            Outcome status,
            int points,
            int maxPoints,
            String message,
            String transcript,
            List<WireEvent> events,
            String mistake,
            String printed,
            @JsonIgnore String said) {

        public boolean passed() {
            return status == Outcome.PASSED;
        }

        public Test withMistake(String words) {
            return new Test(
                    step,
                    name,
                    status,
                    points,
                    maxPoints,
                    message,
                    transcript,
                    events,
                    words,
                    printed,
                    said);
        }
    }

    @JsonProperty
    public int points() {
        return tests.stream().mapToInt(Test::points).sum();
    }

    @JsonProperty
    public int maxPoints() {
        return tests.stream().mapToInt(Test::maxPoints).sum();
    }

    public boolean passed() {
        return status == Status.PASSED;
    }

    /// The names of the steps that did not pass.
    public List<String> failed() {
        return tests.stream().filter(test -> !test.passed()).map(Test::name).toList();
    }
}
