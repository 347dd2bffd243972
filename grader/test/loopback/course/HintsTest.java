package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintsTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");
    private static final Exercise OTHER = Exercise.of("tiny/Other");

    private Course course;

    @BeforeEach
    void make(@TempDir Path root) {
        course = new Course(root);
        FileIo.write(
                root.resolve("lessons/01-tiny/README.adoc"),
                "= Tiny\n:exercises: tiny/Echo tiny/Other\n:minutes: 1\n");
        hints(
                """
                = Hints

                Nothing for anyone.

                == Echo

                Before the first step.

                === 1

                What goes in?
                Look at it.

                It comes out.

                === 12
                Close to the heading.


                After two empty lines.

                == Other
                === 1

                For another exercise.
                """);
    }

    @Test
    void each_paragraph_below_a_step_is_a_hint() {
        var hints = Hints.of(course, ECHO);

        assertEquals(List.of("What goes in?\nLook at it.", "It comes out."), hints.forStep(1));
        assertEquals(List.of("Close to the heading.", "After two empty lines."), hints.forStep(12));
        assertEquals(List.of(1, 12), List.copyOf(hints.steps().keySet()));
    }

    @Test
    void another_exercise_has_its_own() {
        assertEquals(List.of("For another exercise."), Hints.of(course, OTHER).forStep(1));
    }

    @Test
    void a_step_without_hints_has_none() {
        assertEquals(List.of(), Hints.of(course, ECHO).forStep(2));
    }

    @Test
    void a_heading_that_is_no_number_is_pointed_out() {
        hints("== Echo\n\n=== first\n\nText.\n");

        assertThrows(CourseException.class, () -> Hints.of(course, ECHO));
        assertEquals(List.of(), Hints.of(course, OTHER).forStep(1));
    }

    private void hints(String text) {
        FileIo.write(course.root().resolve("lessons/01-tiny/hints.adoc"), text);
    }
}
