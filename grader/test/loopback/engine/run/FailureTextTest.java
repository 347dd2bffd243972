package loopback.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import loopback.bench.Message;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    private static final String WHERE = "tiny.Echo.echo(Echo.java:7)";

    @Test
    void a_comparison_stands_below_what_was_done() {
        assertEquals(
                "echo(\"a\")\nexpected  a\nfound     b",
                words("AssertionFailedError", "echo(\"a\")", "a", "b", "the rest", "", false));
    }

    @Test
    void lines_of_a_comparison_stay_below_each_other() {
        assertEquals(
                "expected  a\n          b\nfound     ",
                words("AssertionFailedError", "", "a\nb", "", "the rest", "", false));
    }

    @Test
    void an_exception_of_the_code_under_test_is_named_with_its_message_and_place() {
        assertEquals(
                "parse(\"x\")\nyour code threw IOException: gone\nat " + WHERE,
                words("IOException", "parse(\"x\")", "", "", "gone", WHERE, true));
        assertEquals("your code threw IOException", words("IOException", "", "", "", "", "", true));
    }

    @Test
    void the_task_of_a_starter_needs_no_more_words() {
        assertEquals(
                "TODO: give it back\nat " + WHERE,
                words(
                        "UnsupportedOperationException",
                        "",
                        "",
                        "",
                        "TODO: give it back",
                        WHERE,
                        true));
    }

    @Test
    void a_failure_with_a_message_is_told_by_it_and_one_without_by_its_type() {
        assertEquals("too late", words("AssertionError", "", "", "", "too late", "", false));
        assertEquals(
                "AssertionError\nat a\nat b",
                words("AssertionError", "", "", "", "", "a\nb", false));
    }

    private static String words(
            String type,
            String label,
            String expected,
            String found,
            String message,
            String where,
            boolean thrownBy) {
        return FailureText.of(
                new Message.Failure(type, label, expected, found, message, where, thrownBy));
    }
}
