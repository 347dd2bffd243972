package loopback.proof;

import java.util.Optional;

/// What a verdict says of a claim.
///
/// @param objection why the verdict is not what was claimed; empty if it is
/// @param diagnoses what a wrong answer was told, counted as one; nothing where it is of no interest
public record Judgement(Optional<String> objection, Diagnoses diagnoses) {

    static Judgement of(Optional<String> objection) {
        return new Judgement(objection, Diagnoses.NONE);
    }
}
