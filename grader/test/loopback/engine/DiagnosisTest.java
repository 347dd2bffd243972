package loopback.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loopback.course.Mistake;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Mistake FIRST = mistake("first", Optional.empty(), "a", "b");
    private static final Mistake LEFT = mistake("left", Optional.of("found     1"), "a", "c");
    private static final Mistake RIGHT = mistake("right", Optional.of("found     2"), "a", "c");
    private static final List<Mistake> KNOWN = List.of(FIRST, LEFT, RIGHT);

    @Test
    void the_whole_set_of_failed_steps_is_what_counts() {
        assertEquals(List.of("first", "first", ""), diagnosed("", "a", "b"));
        assertEquals(List.of("", "", ""), diagnosed("", "a"));
        assertEquals(List.of("", "", ""), diagnosed("", "a", "b", "c"));
    }

    @Test
    void what_the_first_failure_shows_decides_between_two() {
        assertEquals(List.of("left", "", "left"), diagnosed("expected  0\nfound     1", "a", "c"));
        assertEquals(List.of("right", "", "right"), diagnosed("found     2", "a", "c"));
        assertEquals(List.of("", "", ""), diagnosed("found     3", "a", "c"));
    }

    @Test
    void two_that_look_alike_are_both_told() {
        var twins = List.of(FIRST, mistake("second", Optional.empty(), "a", "b"), FIRST);

        var tests = Diagnosis.of(twins, tests("", Set.of("a", "b")));

        assertEquals("first\nsecond", tests.getFirst().mistake());
    }

    @Test
    void nothing_is_told_of_what_passed() {
        assertEquals(List.of("", "", ""), diagnosed(""));
        assertEquals(List.of(), Diagnosis.of(KNOWN, List.of()));
    }

    private static List<String> diagnosed(String message, String... failed) {
        return Diagnosis.of(KNOWN, tests(message, Set.of(failed))).stream()
                .map(Verdict.Test::mistake)
                .toList();
    }

    private static List<Verdict.Test> tests(String message, Set<String> failed) {
        var tests = new ArrayList<Verdict.Test>();
        for (var name : List.of("a", "b", "c")) {
            var outcome = failed.contains(name) ? Verdict.Outcome.FAILED : Verdict.Outcome.PASSED;
            tests.add(
                    new Verdict.Test(
                            tests.size() + 1,
                            name,
                            outcome,
                            0,
                            1,
                            "in words",
                            "",
                            "",
                            "",
                            message));
        }
        return tests;
    }

    private static Mistake mistake(String words, Optional<String> shows, String... fails) {
        return new Mistake(words, words, Set.of(fails), shows, List.of());
    }
}
