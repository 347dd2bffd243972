package loopback.engine.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loopback.course.FileIo;
import loopback.course.Mistake;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import loopback.engine.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {

    private static final String CLASS =
            """
            package tiny;

            class Echo {
                String echo(java.io.BufferedOutputStream out) throws java.io.IOException {
                    out.flush();
                    return "a".toUpperCase();
                }
            }
            """;

    @TempDir private Path folder;
    private final List<Mistake> known = new ArrayList<>();
    private String source = CLASS;

    @Test
    void what_a_step_shows_is_enough_whatever_else_failed() {
        known("first", "Fails: a", "Shows: found 1", "Shows: alice", "Fails: b");

        assertEquals("a: first", told("a", "expected 2\nfound     1\nalice"));
        assertEquals("a: first", told("a", "found 1 alice", "c", ""));
        assertEquals("", told("a", "found 1"));
        assertEquals("", told("b", ""));
    }

    @Test
    void where_nothing_is_shown_the_whole_set_of_failed_steps_is_the_evidence() {
        known("first", "Fails: a", "Fails: b");

        assertEquals("a: first", told("a", "x", "b", ""));
        assertEquals("", told("a", ""));
        assertEquals("", told("a", "", "b", "", "c", ""));
    }

    @Test
    void a_step_without_a_text_is_no_evidence_where_another_step_has_one() {
        known("first", "Fails: a", "Shows: found 1", "Fails: b");
        known("second", "Fails: a", "Fails: b", "Shows: found 2");

        assertEquals("b: second", told("a", "", "b", "found 2"));
    }

    @Test
    void a_text_may_need_the_whole_set_beside_it() {
        known("first", "Fails only: a", "Shows: found 1", "Fails: b", "Shows: found 2");

        assertEquals("a: first", told("a", "found 1", "b", ""));
        assertEquals("", told("a", "found 1"));
        assertEquals("b: first", told("a", "found 1", "b", "found 2", "c", ""));
    }

    @Test
    void the_first_failed_step_that_has_a_diagnosis_tells_it() {
        known("late", "Fails: b", "Shows: late");
        known("later", "Fails: c", "Shows: late");

        assertEquals("b: late", told("a", "late", "b", "late", "c", "late"));
    }

    @Test
    void two_that_look_alike_are_both_uncertain() {
        known("left", "Fails: a", "Shows: x");
        known("right", "Fails: a", "Shows: y", "Fails: b", "Shows: y");
        known("right", "Fails: a", "Shows: z", "Fails: b", "Shows: z");

        assertEquals("a: left", told("a", "x"));
        assertEquals("", told("a", "x y"));
        assertEquals("b: right", told("a", "x y", "b", "y"));
        assertEquals("a: right", told("a", "y z"));
    }

    @Test
    void what_the_source_refers_to_is_evidence() {
        known("upper", "Calls: java.lang.String.toUpperCase()", "Fails: a", "Shows: x");
        known("lower", "Calls: java.lang.String.toLowerCase", "Fails: a", "Shows: x");
        known("root", "Calls: java.lang.String.toUpperCase(Locale)", "Fails: a", "Shows: x");
        known("quiet", "Calls not: java.io.OutputStream.flush", "Fails: a", "Shows: x");
        known("none", "Calls not: java.io.Flushable", "Fails: a", "Shows: y");

        assertEquals("a: upper", told("a", "x"));
        assertEquals("a: none", told("a", "y"));
    }

    @Test
    void what_is_left_open_is_spoken_of_or_nothing_is_said() {
        known("silent", "Fails: a", "Fails: b", "Shows: alice");
        known("open", "Fails: b", "Shows: a socket");

        assertEquals("", told("a", "left open after the step: a thread"));
        assertEquals("", told("a", "left open: a thread", "b", "left open after: a thread"));
        assertEquals("b: open", told("b", "left open after the step: a socket"));
    }

    @Test
    void a_mistake_without_words_is_told_to_nobody() {
        known("", "Fails: a");

        assertEquals("", told("a", ""));
    }

    @Test
    void a_step_that_was_not_run_says_nothing() {
        known("first", "Fails: a", "Fails: b");
        var tests = tests(Map.of("a", "", "b", ""), Verdict.Outcome.NOT_RUN);

        assertEquals("", told(Diagnosis.of(known, tests, classes())));
    }

    @Test
    void a_starter_has_made_no_mistake_yet() {
        known("first", "Fails: a");
        source =
                CLASS.replace(
                        "return \"a\".toUpperCase();",
                        "throw new UnsupportedOperationException(\"TODO: echo\");");

        assertEquals("", told("a", "the peer waits"));
    }

    @Test
    void that_nothing_passed_can_come_of_anything() {
        known("whole", "Fails: a", "Fails: b", "Fails: c");
        known("shown", "Fails only: a", "Fails: b", "Fails: c", "Shows: found 1");

        assertEquals("c: shown", told("a", "", "b", "", "c", "found 1"));
        assertEquals("", told("a", "", "b", "", "c", ""));
    }

    @Test
    void nothing_is_told_of_what_passed() {
        known("first", "Fails: a");

        assertEquals("", told());
        assertEquals(List.of(), Diagnosis.of(known, List.of(), classes()));
    }

    private void known(String perhaps, String... header) {
        var file = folder.resolve(known.size() + ".diff");
        var words = perhaps.isEmpty() ? "" : "Perhaps: " + perhaps + "\n";
        FileIo.write(file, words + "Breaks: x\n" + String.join("\n", header) + "\n--- reference\n");
        known.add(Mistake.read(file));
    }

    /// The step with a diagnosis and the diagnosis, when these steps fail with these messages.
    private String told(String... failures) {
        var messages = new TreeMap<String, String>();
        for (int i = 0; i < failures.length; i += 2) {
            messages.put(failures[i], failures[i + 1]);
        }
        return told(Diagnosis.of(known, tests(messages, Verdict.Outcome.FAILED), classes()));
    }

    private static String told(List<Verdict.Test> tests) {
        return String.join(
                ", ",
                tests.stream()
                        .filter(test -> !test.mistake().isEmpty())
                        .map(test -> test.name() + ": " + test.mistake())
                        .toList());
    }

    private Map<String, byte[]> classes() {
        var file = new SourceFile("tiny.Echo", source);
        return Compilation.of(List.of(file), Compilation.Surroundings.NONE).classes();
    }

    private static List<Verdict.Test> tests(Map<String, String> messages, Verdict.Outcome failed) {
        var tests = new ArrayList<Verdict.Test>();
        for (var name : List.of("a", "b", "c")) {
            var outcome = messages.containsKey(name) ? failed : Verdict.Outcome.PASSED;
            var message = messages.getOrDefault(name, "");
            tests.add(
                    new Verdict.Test(
                            tests.size() + 1,
                            name,
                            outcome,
                            0,
                            1,
                            message,
                            "",
                            List.of(),
                            "",
                            "",
                            message));
        }
        return tests;
    }
}
