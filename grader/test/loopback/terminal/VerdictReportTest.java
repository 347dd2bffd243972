package loopback.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loopback.engine.verdict.Verdict;
import org.junit.jupiter.api.Test;

class VerdictReportTest {

    private final StringWriter said = new StringWriter();

    @Test
    void in_plain_lines_there_is_no_colour_and_no_sign() {
        print(true, failed("expected  a\nfound     b", "  1 you  send 3 bytes", "hello\n"));

        assertEquals(
                """
                tiny/Echo                                                                  1/3

                passed 1  it_begins                                                        1/1
                failed 2  it_ends                                                          0/2

                   expected  a
                   found     b

                     1 you  send 3 bytes

                   your code printed:
                   hello

                   Next:    ./course hint Echo
                """,
                said.toString().replace("\r", ""));
    }

    @Test
    void what_is_not_begun_is_said_in_one_line() {
        var verdict = new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.1, "", List.of());
        var report =
                new VerdictReport(new Terminal(new PrintWriter(said), new PrintWriter(said), true));
        report.notBegun(verdict, "say it again", Path.of("Echo.java"), "./course check Echo");

        assertEquals(
                """
                tiny/Echo                                                                  0/0

                   Not begun: say it again
                   Edit:    Echo.java
                   Next:    ./course check Echo
                """,
                said.toString().replace("\r", ""));
    }

    @Test
    void an_exercise_that_was_not_begun_has_one_line() {
        print(true, failing("TODO: echo it\n  at Echo", "TODO: echo it\n  at Echo:2"));

        assertEquals(
                """
                tiny/Echo                                                                  0/2

                   Not begun: echo it

                   Next:    ./course hint Echo
                """,
                said.toString().replace("\r", ""));
    }

    @Test
    void what_an_earlier_step_has_shown_is_not_shown_again() {
        print(true, failing("expected a", "expected b", "expected a"));

        assertEquals(1, said.toString().split("expected a", -1).length - 1);
        assertTrue(said.toString().contains("the same as in step 1"), said::toString);
    }

    private static Failed failing(String... messages) {
        var tests = new java.util.ArrayList<Verdict.Test>();
        for (var message : messages) {
            tests.add(
                    new Verdict.Test(
                            tests.size() + 1,
                            "it_begins_" + tests.size(),
                            Verdict.Outcome.FAILED,
                            0,
                            1,
                            message,
                            "",
                            List.of(),
                            "",
                            "",
                            ""));
        }
        return new Failed(
                new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.1, "", List.copyOf(tests)));
    }

    @Test
    void on_a_terminal_there_are_signs_and_colours() {
        print(false, failed("wrong", "", ""));

        assertTrue(said.toString().contains("✗"));
        assertTrue(said.toString().contains("\033["));
    }

    @Test
    void a_likely_misunderstanding_comes_after_the_steps_and_before_the_next_command() {
        var words = "First. " + "word ".repeat(30) + "\nSecond.";
        print(true, failed("wrong", "", "").withMistakes(words));

        var lines = said.toString().lines().toList();
        int perhaps = indexOf(lines, "   Perhaps: First. word");
        assertTrue(perhaps < indexOf(lines, "   Or:      Second."));
        assertTrue(indexOf(lines, "   Or:      Second.") < indexOf(lines, "   Next:"));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), said::toString);
    }

    @Test
    void nothing_that_code_or_compiler_said_moves_the_cursor() {
        var evil = "\033[2Jx\007\u009b1A\b\r\n\tnext";
        print(true, failed(evil, evil, evil));
        print(
                true,
                new Failed(
                        new Verdict(
                                "tiny/Echo",
                                Verdict.Status.DID_NOT_COMPILE,
                                0.1,
                                evil,
                                List.of())));

        var text = said.toString();
        assertFalse(
                text.chars().anyMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c)),
                () -> text.replace('\033', '!'));
    }

    /// A verdict, and the same one with a diagnosis.
    private record Failed(Verdict verdict) {

        Failed withMistakes(String words) {
            var tests =
                    verdict.tests().stream()
                            .map(t ->
                                    new Verdict.Test(
                                            t.step(),
                                            t.name(),
                                            t.status(),
                                            t.points(),
                                            t.maxPoints(),
                                            t.message(),
                                            t.transcript(),
                                            t.events(),
                                            t.passed() ? "" : words,
                                            t.printed(),
                                            t.said()))
                            .toList();
            return new Failed(
                    new Verdict(
                            verdict.exercise(), verdict.status(), verdict.seconds(), "", tests));
        }
    }

    private static Failed failed(String message, String transcript, String printed) {
        var passed =
                new Verdict.Test(
                        1,
                        "it_begins",
                        Verdict.Outcome.PASSED,
                        1,
                        1,
                        "",
                        "",
                        List.of(),
                        "",
                        "",
                        "");
        var failed =
                new Verdict.Test(
                        2,
                        "it_ends",
                        Verdict.Outcome.FAILED,
                        0,
                        2,
                        message,
                        transcript,
                        List.of(),
                        "",
                        printed,
                        "");
        return new Failed(
                new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.1, "", List.of(passed, failed)));
    }

    private void print(boolean plain, Failed failed) {
        var out = new PrintWriter(said, true);
        new VerdictReport(new Terminal(out, out, plain))
                .print(failed.verdict(), Optional.of("./course hint Echo"));
    }

    private static int indexOf(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no line begins with \"" + start + "\": " + lines);
    }
}
