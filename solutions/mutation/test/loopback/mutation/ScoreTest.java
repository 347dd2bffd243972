package loopback.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final String LINE = "if (count < limit) {";
    private static final String MUTATOR = "ConditionalsBoundaryMutator";
    private static final String CHANGE = "changed conditional boundary";
    private static final Equivalent RECORDED = recorded(false);

    @Test
    void a_hundred_percent_are_all_that_could_be_killed() {
        var score = Score.of(List.of(mutant("KILLED"), mutant("SURVIVED")), List.of(RECORDED));

        assertEquals(List.of(), score.survivors());
        assertEquals(List.of(), score.stale());
        assertEquals(1, score.equivalent());
        assertEquals(100.0, score.percent());
    }

    @Test
    void a_record_stands_for_one_survivor() {
        var survivor = mutant("SURVIVED");
        var score = Score.of(List.of(survivor, survivor), List.of(RECORDED));

        assertEquals(List.of(survivor), score.survivors());
        assertEquals(0.0, score.percent());
    }

    @Test
    void a_record_without_a_survivor_is_stale() {
        var score = Score.of(List.of(mutant("KILLED")), List.of(RECORDED));

        assertEquals(List.of(RECORDED), score.stale());
    }

    @Test
    void only_what_a_step_noticed_is_killed() {
        var noticed = List.of(mutant("KILLED"), mutant("TIMED_OUT"), mutant("MEMORY_ERROR"));
        var not = List.of(mutant("SURVIVED"), mutant("NO_COVERAGE"), mutant("RUN_ERROR"));

        assertEquals(3, Score.of(noticed, List.of()).killed());
        assertEquals(0, Score.of(not, List.of()).killed());
    }

    @Test
    void what_is_killed_by_chance_is_not_stale() {
        var byChance = List.of(recorded(true));

        assertEquals(List.of(), Score.of(List.of(mutant("KILLED")), byChance).stale());
        assertEquals(byChance, Score.of(List.of(), byChance).stale());
    }

    private static Equivalent recorded(boolean chance) {
        return new Equivalent(LINE, MUTATOR, CHANGE, chance, "why");
    }

    private static Mutant mutant(String status) {
        return new Mutant(7, LINE, MUTATOR, CHANGE, status);
    }
}
