package loopback.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.grading.Outcome;
import loopback.grading.Results;
import loopback.similar.Similarities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

    private static final List<String> EXERCISES = List.of("tcp/EchoOnce", "tcp/LineClient");

    @TempDir private Path folder;
    private Path results;
    private Course course;

    @BeforeEach
    void a_class_is_graded() throws IOException {
        course = new Course(folder.resolve("course"));
        var mistakes =
                Files.createDirectories(folder.resolve("course/solutions/mistakes/tcp/EchoOnce"));
        Files.writeString(
                mistakes.resolve("one-read.diff"),
                """
                Perhaps: One read is not one message.
                Fails: a_large_body_is_echoed_whole
                --- reference
                +++ mistake
                @@ -1 +1 @@
                -<T>all</T>
                +one
                """);
        results = folder.resolve("results");
        var grading = MadeUp.grading(course, EXERCISES);
        new Results(results).write(grading);
        grading.marks().forEach(new Results(results)::write);
        ReportFiles.write(results, course);
    }

    @Test
    void the_same_marks_give_the_same_reports() throws IOException {
        var first = everything();
        ReportFiles.write(results, course);
        assertEquals(first, everything());
    }

    @Test
    void pages_ask_nothing_of_anybody_and_run_nothing() throws IOException {
        var tag = Pattern.compile("<(script|link|img|iframe|object|embed|base|form)\\b");
        var place = Pattern.compile("(?:href|src)=\"(?!students/|#)[^\"]*\"| on\\w+=\"");
        for (var page : everything().entrySet()) {
            if (page.getKey().endsWith(".html")) {
                assertFalse(tag.matcher(page.getValue()).find(), page.getKey());
                assertFalse(place.matcher(withoutText(page.getValue())).find(), page.getKey());
                assertFalse(page.getValue().contains("url("), page.getKey());
                assertTrue(page.getValue().contains("default-src 'none'"), page.getKey());
            }
        }
    }

    @Test
    void nothing_of_a_hostile_submission_moves_a_cursor_or_turns_the_text() throws IOException {
        for (var file : everything().entrySet()) {
            if (!file.getKey().startsWith("marks/")) {
                assertFalse(
                        Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]|[\u202a-\u202e\u2066-\u2069]")
                                .matcher(file.getValue())
                                .find(),
                        file.getKey());
            }
        }
    }

    @Test
    void students_read_no_hidden_step_no_name_and_nothing_of_the_machine() throws IOException {
        for (var file : everything().entrySet()) {
            if (file.getKey().startsWith("students/")) {
                for (var secret :
                        List.of(
                                MadeUp.SECRET,
                                "the_secret_step",
                                "Hopper",
                                "@example.org",
                                folder.toString(),
                                "no space left",
                                "tried to end")) {
                    assertFalse(
                            file.getValue().contains(secret),
                            () -> file.getKey() + " has " + secret);
                }
            }
        }
    }

    @Test
    void hidden_steps_are_shown_where_the_assignment_allows_it() throws IOException {
        var grading = new Results(results).read();
        new Results(results)
                .write(
                        new loopback.grading.Grading(
                                grading.title(),
                                grading.due(),
                                grading.points(),
                                true,
                                grading.provenance(),
                                List.of()));
        ReportFiles.write(results, course);
        assertTrue(read("students/=1+1/feedback.txt").contains(MadeUp.SECRET));
    }

    @Test
    void feedback_says_what_a_check_says() throws IOException {
        var text = read("students/=1+1/feedback.txt");
        assertTrue(text.contains("failed 3  a_step_that_passes_3"), text);
        assertTrue(text.contains("Next:    ./course check EchoOnce"), text);
        assertTrue(text.contains("1 of 2 hidden steps passed"), text);
    }

    @Test
    void a_fault_of_the_grader_leaves_no_mark() throws IOException {
        var files = everything();
        var id =
                new Results(results)
                        .read().marks().stream()
                                .filter(marks -> marks.outcome() == Outcome.GRADER_FAULT)
                                .findFirst()
                                .orElseThrow()
                                .student()
                                .id();
        assertTrue(files.containsKey("students/" + id + "/feedback.txt"));
        assertFalse(files.containsKey("students/" + id + "/results.json"));
        assertFalse(files.get("moodle.csv").contains(id + ","));
    }

    @Test
    void the_summary_says_who_misunderstands_what() throws IOException {
        var page = read("summary.html");
        assertTrue(page.contains("One read is not one message."), page);
        assertTrue(page.contains("solutions/mistakes/tcp/EchoOnce/one-read.diff"), page);
        assertTrue(page.contains("-&lt;T&gt;all&lt;/T&gt;"), page);
        assertTrue(page.contains("students/%3D1%2B1/feedback.html"), page);
        for (var kind : List.of("refused", "not gradable", "grader fault", "incident")) {
            assertTrue(page.contains("<strong>" + kind + "</strong>"), kind);
        }
        assertTrue(page.contains("Nobody has looked for them yet"), page);
    }

    @Test
    void similar_pairs_are_shown_when_somebody_looked() throws IOException {
        Files.writeString(
                Similarities.file(results),
                """
                {"found": "a <u>test", "compared": {"s00": "abababab", "s01": "ab"},
                 "leftOut": {"s02": "it is <b>empty"}, "pairs": [{"first": "s00", "second": "<b>", "similarity": 0.876,
                 "places": [{"firstFile": "tcp/A.java", "firstFrom": 3, "firstTo": 9,
                  "secondFile": "tcp/<i>.java", "secondFrom": 4, "secondTo": 10}]}]}
                """);
        ReportFiles.write(results, course);
        var page = read("summary.html");
        assertTrue(page.contains("88 %: Ada Lovelace 0 and &lt;b&gt;"), page);
        assertTrue(page.contains("tcp/&lt;i&gt;.java:4–10"), page);
        assertTrue(page.contains("a &lt;u&gt;test, among 2 submissions"), page);
        assertTrue(page.contains("Vint Cerf 2: it is &lt;b&gt;empty"), page);
        assertTrue(page.contains("have changed or come since"), page);
        assertFalse(page.contains("Nobody has looked for them yet"), page);
    }

    private String read(String name) throws IOException {
        return Files.readString(results.resolve(name));
    }

    private TreeMap<String, String> everything() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(results)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = results.relativize(file).toString().replace('\\', '/');
                all.put(name, Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    /// The tags of a page, without what stands between them.
    private static String withoutText(String page) {
        return page.replaceAll(">[^<]*<", "><");
    }
}
