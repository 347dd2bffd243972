package loopback.proof;

import java.util.Optional;
import java.util.function.Supplier;

/// What a verdict says of a claim.
///
/// @param objection why the verdict is not what was claimed; empty if it is
/// @param firstObjection what the first of two looks objected to; empty if there was one look
/// @param diagnoses what a wrong answer was told, counted as one; nothing where it is of no interest
public record Judgement(
        Optional<String> objection, Optional<String> firstObjection, Diagnoses diagnoses) {

    static Judgement of(Optional<String> objection) {
        return of(objection, Diagnoses.NONE);
    }

    static Judgement of(Optional<String> objection, Diagnoses diagnoses) {
        return new Judgement(objection, Optional.empty(), diagnoses);
    }

    /// What a look says; if it objects, what a second one says, with the objection of the first.
    static Judgement ofTwoLooks(Supplier<Judgement> look) {
        var first = look.get();
        if (first.objection().isEmpty()) {
            return first;
        }
        var second = look.get();
        return new Judgement(second.objection(), first.objection(), second.diagnoses());
    }

    /// What was seen only once of a claim that holds, if there was something.
    public Optional<String> chance() {
        return objection.isEmpty() ? firstObjection : Optional.empty();
    }
}
