package loopback.tiny;

import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.STARTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a class has handed in, from archives to reports; nothing in it is hostile when it runs.
@Execution(ExecutionMode.CONCURRENT)
class IntakeIT {

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
    }

    @Test
    void however_it_is_packed_each_gets_marks_of_its_own() {
        graded.hasFrom("ann", REFERENCE);
        var archive = Packed.zip("tiny/Echo.java", HALF);
        graded.hasFile("x".repeat(240) + ".zip", archive);
        Packed.all().forEach(each -> graded.hasFile(each.file(), each.bytes()));

        graded.grade("results").endsWith(0);

        assertEquals(4, graded.points("results", "ann"));
        assertEquals(Packed.all().size() + 2, graded.students("results").size());
        var wrong = new ArrayList<String>();
        for (var each : Packed.all()) {
            var marks = graded.marks("results", each.student());
            boolean isGraded = marks.get("outcome").asText().equals("graded");
            var points = marks.path("exercises").path(0).path("points").asText("?");
            var said = isGraded ? marks.get("repairs").toString() : marks.get("reason").asText();
            boolean right =
                    said.replace("\\\"", "\"").contains(each.words())
                            && (isGraded
                                    ? points.equals(each.outcome() + ".0")
                                    : each.outcome().equals("not-gradable"));
            if (!right) {
                wrong.add(each.file() + ": " + marks.toPrettyString());
            }
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void damaged_marks_stop_nobody_when_it_goes_on() {
        graded.hasFrom("ann", REFERENCE).hasFrom("bob", HALF);
        graded.grade("results").endsWith(0);
        course.write("../results/marks/ann.json", "{ half");

        var again = graded.grade("results").endsWith(0);

        assertTrue(again.err().contains("2 submissions, 1 of them graded before"), again::toString);
        assertEquals(4, graded.points("results", "ann"));
    }

    @Test
    void who_has_handed_in_nothing_is_listed_and_what_is_unknown_of_all_is_said_once() {
        graded.assign("\n[late]\npercent_per_day = 10\n");
        course.write("../roster.csv", "id,name,email\nann,Ann A,a@example.org\nbob,Bob B,\n");
        graded.hasFrom("ann", REFERENCE);

        graded.grade("results", "--roster", "roster.csv").endsWith(0);

        assertEquals("[]", graded.marks("results", "ann").get("incidents").toString());
        var summary = course.read("../results/summary.html");
        assertTrue(summary.contains("<h2 id=\"look\">What needs a human look</h2>\n<p>Nothing."));
        assertTrue(summary.contains("is not known, so nothing counts as late"), summary);
        assertTrue(summary.contains("Bob B"), summary);
        assertTrue(summary.contains("not handed in"), summary);
        assertTrue(course.read("../results/grades.csv").contains("\"not-handed-in\""));
        assertFalse(course.read("../results/moodle.csv").contains("bob"));
        graded.hasFrom("bob", HALF);
        graded.grade("results", "--roster", "roster.csv").endsWith(0);
        assertFalse(course.read("../results/summary.html").contains("not handed in"));
    }

    @Test
    void an_untouched_exercise_is_not_begun_and_misunderstands_nothing() {
        graded.hasFrom("ann", STARTER.replace("\n", "\r\n")).hasFrom("bob", HALF);

        graded.grade("results").endsWith(0);

        var feedback = course.read("../results/students/ann/feedback.txt");
        assertEquals(2, feedback.split("Not begun: ", -1).length, feedback);
        assertFalse(feedback.contains("one_comes_back"), feedback);
        var steps = graded.echo("results", "ann").get("steps");
        steps.forEach(step -> assertTrue(step.get("mistake").isNull(), step::toString));
    }

    @Test
    void gradescope_says_when() {
        graded.assign("\n[late]\npercent_per_day = 2.5\n");
        graded.hasFrom("submission", REFERENCE);
        course.write("../metadata.json", "{\"created_at\": \"2026-10-17T00:30:00.000000+02:00\"}");

        graded.grade("results", "--metadata", "metadata.json").endsWith(0);

        assertEquals(
                97.5, graded.marks("results", "submission").at("/lateness/percentKept").asDouble());
        var results = course.read("../results/students/submission/results.json");
        assertTrue(results.contains("\"score\" : 3.9"), results);
    }
}
