package loopback.tiny;

import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `report`, and what an assignment says about marks and what is shown of them.
@Execution(ExecutionMode.CONCURRENT)
class ReportIT {

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
        course.write("../hidden/tiny/EchoTest.java", GradedClass.HIDDEN);
        graded.hasFrom("ann", REFERENCE).hasFrom("bob", HALF);
    }

    private void assign(String lines) {
        var sheet = course.read("../sheet.toml").replaceFirst("(?s)due = .*?\n", lines + "\n");
        course.write("../sheet.toml", sheet);
    }

    @Test
    void reports_come_again_from_the_marks_alone() throws IOException {
        graded.grade("results").endsWith(0);
        var before = course.texts("../results");
        for (var file : before.keySet()) {
            if (!file.matches("marks/.*|grading\\.json")) {
                Files.delete(course.file("../results/" + file));
            }
        }

        course.run("report", "results").endsWith(0).says("2 submissions", "summary.html");

        assertEquals(before, course.texts("../results"));
        for (var file :
                List.of(
                        "summary.html",
                        "grades.csv",
                        "moodle.csv",
                        "canvas.csv",
                        "students/bob/feedback.html",
                        "students/bob/feedback.txt",
                        "students/bob/results.json",
                        "students/bob/classroom.json",
                        "students/bob/junit.xml")) {
            assertTrue(before.containsKey(file), file);
        }
        course.run("report", "nowhere").endsWith(2).complains("nowhere holds no grading.json");
        course.write("../results/marks/bob.json", "{\n");
        course.run("report", "results").endsWith(2).complains("bob.json line 2 is damaged");
    }

    @Test
    void what_the_assignment_says_is_done() throws IOException {
        assign(
                """
                due = 2026-10-16T23:59:00
                zone = "Europe/Berlin"
                hidden = "hidden"
                show_hidden = true
                seed = 4711
                """);
        course.write("../sheet.toml", course.read("../sheet.toml") + "[late]\npercent_per_day = 5");
        Files.setLastModifiedTime(
                graded.submissions().resolve("bob"),
                FileTime.from(Instant.parse("2026-10-16T23:00:00Z")));

        graded.grade("results", "--file-times").endsWith(0);

        assertTrue(feedback().contains("nothing_comes_back"), this::feedback);
        assertEquals(95, graded.marks("results", "bob").at("/lateness/percentKept").asInt());
        var grading = course.read("../results/grading.json");
        assertTrue(grading.contains("\"tiny/Echo\" : 4711"), grading);
        assertTrue(grading.contains("2026-10-16T23:59:00+02:00[Europe/Berlin]"), grading);
        course.write(
                "../sheet.toml",
                course.read("../sheet.toml").replace("hidden = true", "hidden = false"));
        graded.grade("results", "--file-times", "--regrade").endsWith(0);
        assertFalse(feedback().contains("nothing_comes_back"), this::feedback);
        assertTrue(feedback().contains("0 of 1 hidden steps passed"), this::feedback);
    }

    @Test
    void so_many_earlier_marks_are_kept() {
        assign("due = 2026-10-16T23:59:00+02:00\nattempts_to_keep = 2");
        for (int i = 0; i < 4; i++) {
            graded.grade("results", "--regrade", "--workers", "1").endsWith(0);
        }

        var kept = FileIo.list(course.file("../results/earlier"));
        assertEquals(
                List.of("2", "3"), kept.stream().map(p -> p.getFileName().toString()).toList());
    }

    private String feedback() {
        return course.read("../results/students/bob/feedback.txt");
    }
}
