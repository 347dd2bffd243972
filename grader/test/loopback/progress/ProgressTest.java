package loopback.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");
    private static final Exercise OTHER = Exercise.of("tiny/Other");

    private final StringWriter said = new StringWriter();

    private Course course;
    private Progress progress;

    @BeforeEach
    void make(@TempDir Path root) {
        course = new Course(root);
        FileIo.write(
                root.resolve("lessons/01-tiny/README.adoc"),
                "= Tiny\n:exercises: tiny/Echo tiny/Other\n:minutes: 1\n");
        var terminal =
                new Terminal(
                        new PrintWriter(new StringWriter()), new PrintWriter(said, true), true);
        progress = new Progress(course, terminal);
    }

    @Test
    void nothing_is_known_in_the_beginning() {
        assertEquals(Map.of(), progress.read());
        assertEquals(Progress.Entry.NONE, progress.of(ECHO));
        assertEquals(Optional.of(ECHO), progress.next(course));
        assertEquals("", said.toString());
    }

    @Test
    void a_verdict_is_remembered_with_its_first_failing_step() {
        progress.update(ECHO, entry -> entry.after(verdict(true, false, false)));

        var entry = progress.of(ECHO);

        assertEquals(1, entry.points());
        assertEquals(3, entry.maxPoints());
        assertEquals(2, entry.failingStep());
        assertFalse(entry.isComplete());
        assertTrue(entry.wasChecked());
    }

    @Test
    void the_next_exercise_is_the_first_without_full_marks() {
        progress.update(ECHO, entry -> entry.after(verdict(true, true)));
        assertEquals(Optional.of(OTHER), progress.next(course));

        progress.update(OTHER, entry -> entry.after(verdict(true)));
        assertEquals(Optional.empty(), progress.next(course));

        progress.update(ECHO, entry -> entry.after(verdict(true, false)));
        assertEquals(Optional.empty(), progress.next(course));
    }

    @Test
    void what_was_reached_stays_reached() {
        progress.update(ECHO, entry -> entry.after(verdict(true, false, true)));
        progress.update(ECHO, entry -> entry.after(verdict(false, false, true)));
        assertEquals(2, progress.of(ECHO).points());
        assertEquals(1, progress.of(ECHO).failingStep());

        progress.update(ECHO, entry -> entry.after(verdict(true, true, true)));
        progress.update(ECHO, entry -> entry.after(verdict(false, false, false)));
        progress.update(ECHO, entry -> entry.after(verdict()));
        assertTrue(progress.of(ECHO).isComplete());

        progress.update(ECHO, entry -> entry.after(verdict(false, false, false, false)));
        assertTrue(progress.of(ECHO).isComplete(), "when a step was added since");
        assertEquals(4, progress.of(ECHO).points());
    }

    @Test
    void a_verdict_without_steps_is_never_complete() {
        progress.update(ECHO, entry -> entry.after(verdict()));

        assertFalse(progress.of(ECHO).isComplete());
        assertEquals(Optional.of(ECHO), progress.next(course));
    }

    @Test
    void hints_are_counted_by_step_and_outlive_a_check() {
        progress.update(ECHO, entry -> entry.afterHint(2).afterHint(2).afterHint(3));
        progress.update(ECHO, entry -> entry.after(verdict(false)));

        assertEquals(Map.of(2, 2, 3, 1), progress.of(ECHO).hints());
    }

    @Test
    void a_damaged_record_is_set_aside_whole_and_a_new_one_begins() {
        int number = 0;
        for (var damage :
                List.of(
                        "",
                        "x",
                        "{",
                        "[]",
                        "{\"exercises\": 7}",
                        "{\"exercises\": {\"tiny/Echo\": null}}",
                        "{\"exercises\": {\"tiny/Echo\": {\"points\": -1}}}",
                        "{\"exercises\": {\"tiny/Echo\": {\"points\": 5, \"maxPoints\": 4}}}",
                        "{\"exercises\": {\"tiny/Echo\": {\"hints\": {\"x\": 1}}}}",
                        "{\"exercises\": {\"tiny/Echo\": {\"hints\": {\"1\": null}}}}",
                        "[".repeat(100_000))) {
            FileIo.write(file(), damage);
            number++;

            assertEquals(Map.of(), progress.read(), damage);
            assertEquals(damage, FileIo.read(file("progress.damaged-" + number + ".json")));
            progress.update(ECHO, entry -> entry.after(verdict(true)));
            assertTrue(progress.of(ECHO).isComplete());
        }
        assertEquals(number, said.toString().lines().count());
    }

    @Test
    void a_record_that_is_not_even_text_is_set_aside() {
        var bytes = new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'x'};
        FileIo.write(file(), bytes);

        assertEquals(Map.of(), progress.read());
        assertEquals(bytes.length, FileIo.bytes(file("progress.damaged-1.json")).length);
    }

    @Test
    void what_a_later_version_adds_is_no_damage() {
        FileIo.write(
                file(),
                """
                {"version": 9, "more": [1], "exercises": {"tiny/Echo":
                    {"points": 2, "maxPoints": 2, "failingStep": 0, "colour": "red"}}}
                """);

        assertTrue(progress.of(ECHO).isComplete());
        assertEquals("", said.toString());
    }

    private Path file() {
        return file("progress.json");
    }

    private Path file(String name) {
        return course.progress().resolve(name);
    }

    private static Verdict verdict(boolean... passed) {
        var tests = new java.util.ArrayList<Verdict.Test>();
        for (boolean each : passed) {
            var outcome = each ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED;
            int step = tests.size() + 1;
            tests.add(
                    new Verdict.Test(
                            step,
                            "step " + step,
                            outcome,
                            each ? 1 : 0,
                            1,
                            "",
                            "",
                            List.of(),
                            "",
                            "",
                            ""));
        }
        return new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.1, "", tests);
    }
}
