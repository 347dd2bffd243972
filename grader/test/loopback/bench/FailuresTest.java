package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FailuresTest {

    /// An exception that somebody else wrote.
    private static final class Liar extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Supplier<String> message;
        private final transient Supplier<Throwable> cause;

        Liar(Supplier<String> message, Supplier<Throwable> cause) {
            this.message = message;
            this.cause = cause;
        }

        @Override
        public String getMessage() {
            return message.get();
        }

        @Override
        public Throwable getCause() {
            return cause.get();
        }
    }

    @Test
    void a_comparison_keeps_both_sides_and_what_was_done() {
        var failure = thrown(() -> Assertions.assertEquals("a", "b", "echo(\"a\")"));

        assertEquals("a", failure.expected());
        assertEquals("b", failure.found());
        assertEquals("echo(\"a\")", failure.label());
        assertFalse(failure.thrownBy());
    }

    @Test
    void an_unexpected_exception_is_told_instead_of_the_assertion() {
        var failure =
                thrown(() ->
                        Assertions.assertDoesNotThrow(
                                () -> {
                                    throw new IOException("gone");
                                },
                                "parse(\"x\")"));

        assertEquals("IOException", failure.type());
        assertEquals("gone", failure.message());
        assertEquals("parse(\"x\")", failure.label());
        assertTrue(failure.thrownBy());
    }

    @Test
    void the_task_of_a_starter_is_found_behind_other_exceptions() {
        var todo = new UnsupportedOperationException("TODO: give it back");

        for (var thrown :
                new Throwable[] {
                    todo, new AssertionError("x", todo), new IOException(new RuntimeException(todo))
                }) {
            assertEquals("TODO: give it back", described(thrown).message());
        }
    }

    @Test
    void a_message_that_fails_is_done_without() {
        var failure = described(new Liar(FailuresTest::fails, () -> null));

        assertEquals("Liar", failure.type());
        assertTrue(failure.thrownBy());
    }

    @Test
    void a_message_that_never_comes_is_done_without() {
        var failure = described(new Liar(FailuresTest::never, () -> null));

        assertEquals("Liar", failure.type());
    }

    @Test
    void no_message_is_an_empty_one() {
        assertEquals("", described(new Liar(() -> null, () -> null)).message());
        assertEquals("", described(new Error()).message());
    }

    @Test
    void causes_that_go_in_a_circle_or_on_for_ever_come_to_an_end() {
        var first = new IOException("first");
        first.initCause(new IOException("second", first));

        assertEquals("first", described(first).message());
        assertEquals("x", described(endless()).message());
    }

    @Test
    void a_huge_message_is_cut() {
        var message = described(new Error("x".repeat(10_000_000))).message();

        assertTrue(message.length() < 10_000);
        assertTrue(message.endsWith("…"));
    }

    @Test
    void an_interrupt_does_not_hide_the_message() {
        Thread.currentThread().interrupt();

        assertEquals("still there", described(new Error("still there")).message());
        Thread.interrupted();
    }

    private static Liar endless() {
        return new Liar(() -> "x", FailuresTest::endless);
    }

    private static String fails() {
        throw new Error();
    }

    private static String never() {
        while (true) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                // Never means never.
            }
        }
    }

    private static Message.Failure thrown(Executable assertion) {
        return described(Assertions.assertThrows(AssertionError.class, assertion));
    }

    private static Message.Failure described(Throwable thrown) {
        return Failures.describe(thrown, FailuresTest.class.getName());
    }
}
