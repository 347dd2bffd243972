package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MistakeTest {

    private static final String HEADER =
            """
            Perhaps: One read returns
            what has arrived so far.
            Fails: one_step
            Fails: another_step
            Shows: expected:  two words
            """;

    private static final String DIFF =
            """
            --- reference
            +++ mistake
            @@ -1,3 +1,3 @@
             one
            -two
            +zwei
             three
            """;

    @TempDir private Path folder;

    @Test
    void the_header_is_read_and_the_diff_kept() {
        var mistake = read(HEADER + DIFF);

        assertEquals("one-read", mistake.name());
        assertEquals("One read returns what has arrived so far.", mistake.perhaps());
        assertEquals(Set.of("one_step", "another_step"), mistake.fails());
        assertEquals(Optional.of("expected:  two words"), mistake.shows());
        assertEquals("--- reference", mistake.diff().getFirst());
    }

    @Test
    void it_is_applied_to_the_reference() {
        assertEquals("one\nzwei\nthree\n", read(HEADER + DIFF).applyTo("one\ntwo\nthree\n"));
    }

    @Test
    void a_reference_that_has_changed_is_pointed_out() {
        var mistake = read(HEADER + DIFF);

        var complaint =
                assertThrows(
                        CourseException.class, () -> mistake.applyTo("one\nand a half\nthree\n"));
        assertTrue(complaint.getMessage().contains("one-read"), complaint::getMessage);
    }

    @Test
    void it_must_say_what_it_believes_what_it_fails_and_what_it_changes() {
        for (var incomplete :
                List.of("", DIFF, HEADER, "Perhaps: x\n" + DIFF, "Fails: x\n" + DIFF)) {
            assertThrows(CourseException.class, () -> read(incomplete), incomplete);
        }
    }

    @Test
    void other_lines_in_the_header_are_pointed_out() {
        var complaint =
                assertThrows(CourseException.class, () -> read(HEADER + "Fials: x\n" + DIFF));

        assertTrue(complaint.getMessage().contains("line 6"), complaint::getMessage);
    }

    @Test
    void the_mistakes_of_an_exercise_are_the_diffs_in_its_folder() {
        var course = new Course(folder);
        var exercise = Exercise.of("tiny/Echo");
        assertEquals(List.of(), Mistake.of(course, exercise));
        Files.write(course.mistakes(exercise).resolve("b.diff"), HEADER + DIFF);
        Files.write(course.mistakes(exercise).resolve("a.diff"), HEADER + DIFF);
        Files.write(course.mistakes(exercise).resolve(".DS_Store"), new byte[] {(byte) 0xff});

        assertEquals(
                List.of("a", "b"),
                Mistake.of(course, exercise).stream().map(Mistake::name).toList());
    }

    private Mistake read(String text) {
        var file = folder.resolve("one-read.diff");
        Files.write(file, text);
        return Mistake.read(file);
    }
}
