package loopback.grading;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What came of a submission. These three are never mixed.
public enum Outcome {
    /// There are marks, if only zero points.
    GRADED,
    /// Nothing of it could be taken, and the learner can put that right.
    NOT_GRADABLE,
    /// The grader failed; that says nothing about the submission.
    GRADER_FAULT;

    @JsonValue
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
