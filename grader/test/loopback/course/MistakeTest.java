package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MistakeTest {

    private static final String HEADER =
            """
            Perhaps: One read returns
            what has arrived so far.
            Breaks: A line may span several reads
            Fails: one_step
            Shows: expected:  two words
            Shows: found
            Fails only: another_step
            Calls: java.net.Socket.setSoTimeout
            Calls: new java.lang.String(byte[], int)
            Calls not: java.util.Scanner
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
        assertEquals(List.of("A line may span several reads"), mistake.breaks());
        assertEquals(
                List.of(
                        new Mistake.Failing(
                                "one_step", false, List.of("expected:  two words", "found")),
                        new Mistake.Failing("another_step", true, List.of())),
                mistake.failing());
        assertEquals(
                List.of("java.net.Socket", "java.lang.String"),
                mistake.calls().stream().map(Reference::owner).toList());
        assertTrue(mistake.callsNot().getFirst().isType("java.util.Scanner"));
        assertEquals("--- reference", mistake.diff().getFirst());
    }

    @Test
    void it_is_applied_to_the_reference() {
        assertEquals("one\nzwei\nthree\n", read(HEADER + DIFF).applyTo("one\ntwo\nthree\n"));
    }

    @Test
    void it_may_have_moved_in_the_reference() {
        assertEquals(
                "a\nb\nc\none\nzwei\nthree\n",
                read(HEADER + DIFF).applyTo("a\nb\nc\none\ntwo\nthree\n"));
        var lower = DIFF.replace("@@ -1,3 +1,3 @@", "@@ -21,3 +21,3 @@");
        assertEquals("one\nzwei\nthree\n", read(HEADER + lower).applyTo("one\ntwo\nthree\n"));
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
    void without_perhaps_nothing_is_told() {
        assertEquals("", read("Breaks: x\nFails: x\n" + DIFF).perhaps());
    }

    @Test
    void it_must_say_what_it_fails_and_what_it_changes() {
        for (var incomplete : List.of("", DIFF, HEADER, "Breaks: x\n" + DIFF)) {
            assertThrows(CourseException.class, () -> read(incomplete), incomplete);
        }
    }

    @Test
    void other_lines_in_the_header_are_pointed_out() {
        for (var wrong :
                List.of(
                        "Fials: x",
                        "Shows:",
                        "Fails:",
                        "Fails: one_step",
                        "Breaks:",
                        "Calls: setSoTimeout")) {
            var complaint =
                    assertThrows(
                            CourseException.class, () -> read(HEADER + wrong + "\n" + DIFF), wrong);

            assertTrue(complaint.getMessage().contains("line 11"), complaint::getMessage);
        }
        assertThrows(CourseException.class, () -> read("Shows: x\n" + HEADER + DIFF));
    }

    @Test
    void the_mistakes_of_an_exercise_are_the_diffs_in_its_folder() {
        var course = new Course(folder);
        var exercise = Exercise.of("tiny/Echo");
        assertEquals(List.of(), Mistake.of(course, exercise));
        FileIo.write(course.mistakes(exercise).resolve("b.diff"), HEADER + DIFF);
        FileIo.write(course.mistakes(exercise).resolve("a.diff"), HEADER + DIFF);
        FileIo.write(course.mistakes(exercise).resolve(".DS_Store"), new byte[] {(byte) 0xff});

        assertEquals(
                List.of("a", "b"),
                Mistake.of(course, exercise).stream().map(Mistake::name).toList());
    }

    private Mistake read(String text) {
        var file = folder.resolve("one-read.diff");
        FileIo.write(file, text);
        return Mistake.read(file);
    }
}
