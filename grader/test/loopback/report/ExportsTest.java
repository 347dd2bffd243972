package loopback.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import loopback.course.Course;
import loopback.grading.ClassList;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.intake.ExternalIds;
import loopback.intake.Student;
import loopback.marks.StepMarks;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Each export, read as its consumer reads it.
class ExportsTest {

    private static final Grading GRADING =
            MadeUp.grading(
                    new Course(Path.of("nowhere")), List.of("tcp/EchoOnce", "tcp/LineClient"));

    @Test
    void gradescope_reads_results() throws Exception {
        var visibilities = Set.of("hidden", "after_due_date", "after_published", "visible");
        var formats = Set.of("text", "html", "simple_format", "md", "ansi");
        for (var marks : GRADING.marks()) {
            var json = new ObjectMapper().readTree(Gradescope.of(feedback(marks)));
            assertTrue(json.path("score").isNumber());
            assertEquals(marks.points(), json.path("score").doubleValue(), 0.001);
            assertTrue(json.path("execution_time").isNumber());
            assertTrue(json.path("execution_time").doubleValue() < 60, "seconds");
            assertTrue(visibilities.contains(json.path("visibility").textValue()));
            assertTrue(visibilities.contains(json.path("stdout_visibility").textValue()));
            for (var format : List.of("output_format", "test_output_format", "test_name_format")) {
                assertTrue(formats.contains(json.path(format).textValue()), format);
            }
            double sum = 0;
            for (var test : json.path("tests")) {
                assertTrue(test.path("number").isTextual());
                assertTrue(Set.of("passed", "failed").contains(test.path("status").textValue()));
                assertEquals("visible", test.path("visibility").textValue());
                assertTrue(
                        test.path("score").doubleValue() <= test.path("max_score").doubleValue());
                sum += test.path("score").doubleValue();
            }
            assertEquals(marks.earned(), sum, 0.001);
        }
    }

    @Test
    void the_two_sums_of_github_classroom_agree() throws Exception {
        int divided = 0;
        for (var marks : GRADING.marks()) {
            var runners = new ObjectMapper().readTree(Classroom.of(feedback(marks)));
            var ids = new HashSet<String>();
            double grade = 0;
            double table = 0;
            double max = 0;
            for (var runner : runners) {
                assertTrue(runner.path("id").textValue().matches("[A-Za-z0-9]+"));
                assertTrue(
                        ids.add(runner.path("id").textValue().toUpperCase(java.util.Locale.ROOT)));
                var result = runner.path("result");
                max += result.path("max_score").doubleValue();
                int passed = 0;
                for (var test : result.path("tests")) {
                    assertTrue(test.path("score").isNumber());
                    assertEquals(0, test.path("line_no").intValue());
                    grade += test.path("score").doubleValue();
                    passed += test.path("status").textValue().equals("pass") ? 1 : 0;
                    assertNoWorkflowCommand(test);
                }
                table +=
                        result.path("max_score").doubleValue()
                                * passed
                                / result.path("tests").size();
            }
            assertTrue(max > 0);
            assertEquals(table, grade, 0.001);
            assertEquals(marks.earned(), grade, 0.001);
            assertEquals(GRADING.maxPoints(), max, 0.001, "0 of what there is, and not 0 of 1");
            divided += hasHiddenStepsOfBothKinds(marks) ? 1 : 0;
        }
        assertTrue(divided > 0);
    }

    /// They are one step for a learner, which is then neither passed nor failed.
    private static boolean hasHiddenStepsOfBothKinds(Marks marks) {
        return marks.exercises().stream()
                .anyMatch(exercise ->
                        exercise.steps().stream()
                                        .filter(StepMarks::hidden)
                                        .map(StepMarks::passed)
                                        .distinct()
                                        .count()
                                > 1);
    }

    /// The runner trims a line, and then looks for `::` at its beginning, or `##[` anywhere.
    private static void assertNoWorkflowCommand(JsonNode test) {
        for (var text : List.of(test.path("name").textValue(), test.path("message").textValue())) {
            assertFalse(text.lines().anyMatch(line -> line.strip().startsWith("::")), text);
            assertFalse(text.contains("##["), text);
        }
    }

    @Test
    void build_servers_read_junit_xml() throws Exception {
        for (var marks : GRADING.marks()) {
            var xml = JunitXml.of(feedback(marks));
            var document =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
            var suites = document.getElementsByTagName("testsuite");
            assertEquals(marks.exercises().size(), suites.getLength());
            assertEquals(0, document.getElementsByTagName("properties").getLength());
            for (int i = 0; i < suites.getLength(); i++) {
                var suite = (Element) suites.item(i);
                assertFalse(suite.hasAttribute("hostname"));
                for (var count :
                        Map.of(
                                        "tests", "testcase",
                                        "failures", "failure",
                                        "errors", "error",
                                        "skipped", "skipped")
                                .entrySet()) {
                    assertEquals(
                            suite.getElementsByTagName(count.getValue()).getLength(),
                            Integer.parseInt(suite.getAttribute(count.getKey())),
                            count.getKey());
                }
            }
        }
    }

    @Test
    void moodle_reads_marks() throws Exception {
        var rows = read(CsvTables.moodle(GRADING));
        assertEquals(
                List.of("ID number", "Email address", GRADING.title(), "Feedback"),
                rows.getFirst().toList());
        long graded = GRADING.marks().stream().filter(Marks::graded).count();
        assertEquals(graded + 1, rows.size());
        for (var row : rows.subList(1, rows.size())) {
            assertEquals(4, row.size());
            assertTrue(Double.parseDouble(row.get(2)) <= GRADING.maxPoints());
        }
    }

    /// Moodle gives the mark of a row without a key to the learner of the row before.
    @Test
    void no_row_is_without_its_key() throws Exception {
        var keys = new TreeMap<String, ExternalIds>();
        keys.put("s00", new ExternalIds("", "", "17", "", ""));
        keys.put("s01", ExternalIds.NONE);
        keys.put("s02", new ExternalIds("4711", "", "", "", "vint"));
        var grading =
                new Grading(
                        GRADING.title(),
                        GRADING.due(),
                        GRADING.points(),
                        false,
                        GRADING.provenance(),
                        GRADING.marks(),
                        new ClassList(List.of(new Student("late", "Lea", "")), keys));

        var moodle = read(CsvTables.moodle(grading));
        var canvas = read(CsvTables.canvas(grading));

        for (var row : moodle) {
            assertFalse(row.get(0).isBlank() || row.get(1).isBlank(), row::toString);
        }
        for (var row : canvas.subList(2, canvas.size())) {
            assertFalse(row.get(1).isBlank() && row.get(2).isBlank(), row::toString);
        }
        long graded = GRADING.marks().stream().filter(Marks::graded).count();
        assertEquals(graded - 3 + 1, moodle.size());
        assertEquals(graded - 2 + 2, canvas.size());
        assertEquals("17", canvas.get(2).get(1));
        assertEquals("", canvas.get(2).get(2));
        var summary =
                HtmlPages.of(Summary.of(grading, new Course(Path.of("nowhere")), Optional.empty()));
        assertTrue(summary.contains("moodle.csv is without Ada Lovelace 0, "), summary);
        assertTrue(summary.contains("canvas.csv is without Grace Hopper 1, "), summary);
        assertTrue(summary.contains("Lea"), summary);
        var grades = read(CsvTables.grades(grading).replaceFirst("^\ufeff", ""));
        var last = grades.getLast();
        assertEquals(List.of("late", "Lea"), List.of(last.get(0), last.get(1)));
        assertEquals(List.of("not-handed-in", ""), List.of(last.get(4), last.get(5)));
        assertEquals(grades.getFirst().size(), last.size());
    }

    /// Some spreadsheets take a semicolon or a tab for the end of a cell, whatever is quoted.
    @Test
    void no_part_of_a_cell_is_a_formula() {
        for (var name : List.of("a;=1+1;b.zip", "a;  @SUM(A1)", "a\t+1", "=1;-2")) {
            var marks = GRADING.marks().getFirst();
            var handed =
                    new Marks(
                            marks.student(),
                            name,
                            "",
                            marks.outcome(),
                            "",
                            marks.submitted(),
                            marks.lateness(),
                            marks.exercises(),
                            List.of(),
                            List.of(),
                            marks.time());
            var table = CsvTables.grades(GRADING.with(List.of(handed)));
            for (var part : table.replace("\"", "").split("[;\t,\r\n]")) {
                assertFalse(part.strip().matches("[=+\\-@|%].*"), table);
            }
        }
    }

    /// A source can have thousands of faults; once is enough.
    @Test
    void what_is_about_an_exercise_stands_once() throws Exception {
        var marks =
                GRADING.marks().stream()
                        .filter(each ->
                                each.exercises().stream()
                                        .anyMatch(e -> e.message().equals("EchoOnce.java:3  ;")))
                        .findFirst()
                        .orElseThrow();

        for (var export :
                List.of(
                        Gradescope.of(feedback(marks)),
                        Classroom.of(feedback(marks)),
                        JunitXml.of(feedback(marks)).replaceAll("message=\"[^\"]*\"", ""))) {
            assertEquals(2, export.split("EchoOnce.java:3", -1).length, export);
        }
    }

    @Test
    void canvas_reads_marks() throws Exception {
        var rows = read(CsvTables.canvas(GRADING));
        assertTrue(rows.getFirst().get(0).contains("Student"));
        assertTrue(rows.getFirst().get(1).contains("ID"));
        assertTrue(rows.getFirst().get(2).matches("SIS\\s+(Student|User)\\s+ID"));
        assertTrue(rows.getFirst().get(3).matches("SIS\\s+Login\\s+ID"));
        assertEquals("Section", rows.getFirst().get(4));
        assertTrue(rows.get(1).get(0).contains("Points Possible"));
        assertEquals(GRADING.maxPoints(), Double.parseDouble(rows.get(1).get(5)));
        for (var row : rows) {
            assertEquals(6, row.size());
        }
    }

    @Test
    void no_cell_is_a_formula() throws Exception {
        for (var table :
                List.of(
                        CsvTables.grades(GRADING),
                        CsvTables.moodle(GRADING),
                        CsvTables.canvas(GRADING))) {
            var rows = read(table.replaceFirst("^\ufeff", ""));
            for (var row : rows) {
                assertEquals(rows.getFirst().size(), row.size());
                for (var cell : row) {
                    assertFalse(cell.strip().matches("(?s)[=+\\-@|%\t\r＝＋－＠].*"), cell);
                }
            }
        }
    }

    private static List<CSVRecord> read(String table) throws Exception {
        try (var parser = CSVFormat.RFC4180.parse(new StringReader(table))) {
            return parser.getRecords();
        }
    }

    private static Feedback feedback(Marks marks) {
        return Feedback.of(GRADING, CleanedMarks.of(marks), new Redaction(Map.of()));
    }
}
