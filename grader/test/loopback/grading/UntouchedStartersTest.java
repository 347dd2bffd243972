package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.course.Exercise;
import loopback.engine.verdict.Verdict;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;
import org.junit.jupiter.api.Test;

class UntouchedStartersTest {

    private static final Exercise ECHO = new Exercise("tcp", "EchoOnce");
    private static final String STARTER =
            "package tcp;\n\npublic class EchoOnce {\n"
                    + "    void serve() { throw new UnsupportedOperationException(\"TODO: echo\"); }\n}\n";

    private final UntouchedStarters untouched = new UntouchedStarters(Map.of(ECHO, STARTER));

    /// A server that was not begun fails in as many ways as it has clients, and looks like a mistake.
    @Test
    void a_starter_is_not_begun_whatever_its_clients_saw() {
        for (var source : List.of(STARTER, STARTER.replace("\n", "\r\n"), STARTER + "\n")) {
            var marks = untouched.marks(failed(), ECHO, Map.of("tcp/EchoOnce.java", source));

            assertTrue(marks.isNotBegun());
            assertEquals(Optional.empty(), marks.mistake());
            assertEquals("TODO: echo", marks.steps().getFirst().message());
        }
    }

    @Test
    void what_was_written_or_is_missing_stays_what_it_is() {
        var begun = STARTER.replace("throw", "int i = 0; throw");

        for (var sources : List.of(Map.of("tcp/EchoOnce.java", begun), Map.<String, String>of())) {
            var marks = untouched.marks(failed(), ECHO, sources);

            assertFalse(marks.isNotBegun());
            assertEquals(failed(), marks);
        }
    }

    private static ExerciseMarks failed() {
        return new ExerciseMarks(
                "tcp/EchoOnce",
                Verdict.Status.FAILED,
                "",
                0,
                2,
                0.1,
                List.of(step(1, "alice sees the end"), step(2, "bob is refused")));
    }

    private static StepMarks step(int number, String message) {
        return new StepMarks(
                number,
                "step_" + number,
                Verdict.Outcome.FAILED,
                0,
                1,
                message,
                List.of("1 alice connects"),
                List.of(),
                "",
                Optional.of("You close too early."),
                false);
    }
}
