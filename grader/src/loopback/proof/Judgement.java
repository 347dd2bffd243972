package loopback.proof;

import java.util.Optional;
import java.util.function.Supplier;

/// Whether a verdict is what was claimed, and which diagnosis it has.
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

    /// Checks once, and again if the first check objects: then the second one counts, and the first
    /// objection is kept.
    static Judgement ofTwoLooks(Supplier<Judgement> look) {
        var first = look.get();
        if (first.objection().isEmpty()) {
            return first;
        }
        var second = look.get();
        return new Judgement(second.objection(), first.objection(), second.diagnoses());
    }

    /// The objection of the first check, where the second one had none.
    public Optional<String> chance() {
        return objection.isEmpty() ? firstObjection : Optional.empty();
    }
}
