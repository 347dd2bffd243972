package loopback.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {

    private static final String REFERENCE =
            """
            package tiny;

            /// An echo. It is loud.
            public final class Echo {

                /// What is heard.
                public interface Heard {
                    /// Hears `text`.
                    void hear(String text);
                }

                /// Gives back its argument.
                ///
                /// @throws IllegalStateException when closed
                public static String echo(String text) {
                    return secret(text);
                }

                /// Shouts.
                ///
                /// @throws IllegalStateException when closed
                public static String shout(String text) {
                    return text;
                }

                /// Not told to anybody.
                private static String secret(String text) {
                    return text;
                }
            }
            """;

    private static final Exercise ECHO = Exercise.of("tiny/Echo");

    @TempDir private Path folder;
    private Course course;

    @BeforeEach
    void make() {
        course = new Course(folder);
        FileIo.write(ECHO.source(course.references()), REFERENCE);
    }

    @Test
    void the_contract_is_what_class_and_public_members_say() {
        assertEquals(
                List.of(
                        "Echo: An echo.",
                        "Echo: It is loud.",
                        "Heard: What is heard.",
                        "hear: Hears `text`.",
                        "echo: Gives back its argument.",
                        "echo: @throws IllegalStateException when closed",
                        "shout: Shouts.",
                        "shout: @throws IllegalStateException when closed"),
                Coverage.of(course, ECHO).sentences().stream().map(Sentence::toString).toList());
    }

    @Test
    void what_no_mistake_breaks_and_nobody_has_recorded_is_listed() {
        mistake("a", "It  is loud");
        mistake("b", "Gives back");
        record("An echo");
        record("What is heard");
        record("Hears");

        var coverage = Coverage.of(course, ECHO);

        assertEquals(List.of(), coverage.misfits());
        assertEquals(2, coverage.covered());
        assertEquals(3, coverage.recorded());
        assertEquals(
                List.of(
                        "echo: @throws IllegalStateException when closed",
                        "shout: Shouts.",
                        "shout: @throws IllegalStateException when closed"),
                coverage.uncovered().stream().map(Sentence::toString).toList());
    }

    @Test
    void a_quotation_is_in_one_sentence() {
        mistake("a", "An echo. It is loud.");
        mistake("b", "@throws IllegalStateException");
        mistake("c", "shout: @throws IllegalStateException");
        record("Sings");

        assertEquals(
                List.of(
                        "a.diff: Breaks: An echo. It is loud.\nis in no sentence of the contract",
                        "b.diff: Breaks: @throws IllegalStateException\nis in several sentences:"
                                + " quote more, or begin with the member:"
                                + "\n  echo: @throws IllegalStateException when closed"
                                + "\n  shout: @throws IllegalStateException when closed",
                        "Echo.toml, [[unbreakable]]: Sings\nis in no sentence of the contract"),
                Coverage.of(course, ECHO).misfits());
    }

    @Test
    void a_mistake_breaks_something() {
        FileIo.write(
                course.mistakes(ECHO).resolve("a.diff"), "Perhaps: x\nFails: y\n--- reference\n");

        assertEquals(
                List.of("a.diff does not say which sentence of the contract it breaks: Breaks:"),
                Coverage.of(course, ECHO).misfits());
    }

    @Test
    void what_is_broken_is_not_recorded_as_unbreakable() {
        mistake("a", "It is loud");
        record("loud");
        record("An echo");
        record("An echo");

        assertEquals(
                List.of(
                        "Echo.toml records as unbreakable what a breaks: Echo: It is loud.",
                        "Echo.toml records twice: Echo: An echo."),
                Coverage.of(course, ECHO).misfits());
    }

    @Test
    void a_record_has_a_reason_and_a_known_name() {
        for (var wrong :
                List.of(
                        "[[unbreakable]]\nsentence = 'x'\n",
                        "[[unbreakable]]\nsentence = 'x'\nwhy = ' '\n",
                        "[[unbreakable]]\nsentence = 'x'\nwhy = 'y'\nchance = true\n",
                        "[[unbreakeable]]\nsentence = 'x'\nwhy = 'y'\n",
                        "[[unbreakable]\n")) {
            FileIo.write(Coverage.records(course, ECHO), wrong);
            assertThrows(CourseException.class, () -> Coverage.of(course, ECHO), wrong);
        }
    }

    private void mistake(String name, String quotation) {
        FileIo.write(
                course.mistakes(ECHO).resolve(name + ".diff"),
                "Breaks: " + quotation + "\nFails: y\n--- reference\n");
    }

    private void record(String quotation) {
        var file = Coverage.records(course, ECHO);
        var before = Files.exists(file) ? FileIo.read(file) : "";
        FileIo.write(
                file,
                before + "[[unbreakable]]\nsentence = '" + quotation + "'\nwhy = 'Because.'\n");
    }
}
