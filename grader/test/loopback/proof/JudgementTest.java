package loopback.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Judgement HOLDS = Judgement.of(Optional.empty(), Diagnoses.NAMED);
    private static final Judgement FAILS = Judgement.of(Optional.of("step 2 fails"));

    @Test
    void a_claim_that_holds_is_looked_at_once() {
        assertEquals(HOLDS, ofTwoLooks(HOLDS));
    }

    @Test
    void what_only_the_first_look_objects_to_is_chance() {
        var judgement = ofTwoLooks(FAILS, HOLDS);

        assertEquals(Optional.empty(), judgement.objection());
        assertEquals(Optional.of("step 2 fails"), judgement.chance());
        assertEquals(Diagnoses.NAMED, judgement.diagnoses());
    }

    @Test
    void what_both_looks_object_to_is_an_objection() {
        var judgement = ofTwoLooks(Judgement.of(Optional.of("step 1 fails")), FAILS);

        assertEquals(Optional.of("step 2 fails"), judgement.objection());
        assertEquals(Optional.empty(), judgement.chance());
    }

    private static Judgement ofTwoLooks(Judgement... looks) {
        Iterator<Judgement> next = List.of(looks).iterator();
        return Judgement.ofTwoLooks(next::next);
    }
}
