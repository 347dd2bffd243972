package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.course.CourseException;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    @TempDir private Path folder;

    @Test
    void what_is_written_is_read() {
        var results = new Results(folder);
        var grading = grading().with(List.of(marks("ada", "a \"b\" \\ \033[1m </script>")));
        results.write(grading);
        grading.marks().forEach(results::write);

        assertEquals(grading, results.read());
        assertEquals(
                Optional.of(grading.marks().getFirst()), results.read(new Student("ada", "", "")));
        assertEquals(Optional.empty(), results.read(new Student("bob", "", "")));
    }

    @Test
    void half_a_character_does_not_lose_the_marks() {
        var results = new Results(folder);
        results.write(marks("ada", "\ud800 and \udc00"));

        var read = results.read(new Student("ada", "", "")).orElseThrow();
        assertEquals("? and ?", read.exercises().getFirst().steps().getFirst().message());
    }

    @Test
    void the_words_are_those_of_check() throws Exception {
        var results = new Results(folder);
        results.write(marks("ada", ""));

        var text = Files.readString(folder.resolve("marks/ada.json"));
        assertTrue(text.contains("\"status\" : \"did-not-compile\""), text);
        assertTrue(text.contains("\"status\" : \"not-run\""), text);
        assertTrue(text.contains("\"outcome\" : \"graded\""), text);
        assertFalse(text.contains("maxPoints\" : 20.0"), text);
    }

    @Test
    void lateness_takes_its_part() {
        var marks = marks("ada", "");

        assertEquals(5, marks.earned());
        assertEquals(4, marks.points());
        assertEquals(10, marks.maxPoints());
    }

    @Test
    void a_damaged_file_is_named() throws Exception {
        var results = new Results(folder);
        results.write(grading());
        Files.createDirectories(folder.resolve("marks"));
        Files.writeString(folder.resolve("marks/eve.json"), "{\n  \"student\" : 1");

        var failure = assertThrows(CourseException.class, results::read);
        assertTrue(failure.getMessage().contains("eve.json line 2 is damaged"), failure::toString);
    }

    @Test
    void a_folder_without_a_grading_is_named() {
        var failure = assertThrows(CourseException.class, () -> new Results(folder).read());
        assertTrue(failure.getMessage().contains("holds no grading.json"), failure::toString);
    }

    private static Grading grading() {
        return new Grading(
                "Week 1",
                ZonedDateTime.parse("2026-10-16T23:59:00+02:00[Europe/Berlin]"),
                Map.of("tcp/EchoOnce", 10.0),
                false,
                new Provenance(
                        "Loopback 1",
                        "25.0.3",
                        "full",
                        "Each submission ran in a sandbox.",
                        Map.of("tcp/EchoOnce", "512 MB"),
                        Map.of("tcp/EchoOnce", 42L),
                        Map.of("exercises/test/tcp/EchoOnceTest.java", "00ff"),
                        Instant.parse("2026-10-17T08:00:00Z"),
                        2),
                List.of());
    }

    private static Marks marks(String id, String message) {
        var step =
                new StepMarks(
                        1,
                        "it_echoes",
                        Verdict.Outcome.NOT_RUN,
                        5,
                        10,
                        message,
                        List.of("1 peer connects"),
                        List.of(new WireEvent(1, "peer", "connects", 0, 0, "", "peer")),
                        "hello",
                        Optional.of("One read is not one message."),
                        false);
        return new Marks(
                new Student(id, "Ada", "ada@example.org"),
                "ada.zip",
                "00ff",
                Outcome.GRADED,
                "",
                Optional.of(Instant.parse("2026-10-17T08:00:00Z")),
                new Lateness(Duration.ofHours(3), 80),
                List.of(
                        new ExerciseMarks(
                                "tcp/EchoOnce",
                                Verdict.Status.DID_NOT_COMPILE,
                                "why",
                                5,
                                10,
                                0.25,
                                List.of(step))),
                List.of("A folder was left out."),
                List.of(),
                Duration.ofMillis(1500));
    }
}
