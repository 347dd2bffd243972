package loopback.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRulesTest {

    private static final String MAP =
            """
            [cols="2,5,1,3,2"]
            |===
            |Lesson |Afterwards you can |Minutes |Exercises |Needs

            |xref:01-tiny/README.adoc[1 Echoes]
            |hear
            |60
            |Echo, Other
            |Java
            |===
            """;

    @TempDir private Path folder;
    private Course course;

    @BeforeEach
    void make() {
        course = new Course(folder);
        write(
                "lessons/01-tiny/README.adoc",
                "= Echoes\n:exercises: tiny/Echo tiny/Other\n:minutes: 60\n\n"
                        + "$ ./course check Echo\n$ ./course check Other\n");
        write("lessons/README.adoc", MAP);
        write("jbang-catalog.json", "{\"aliases\": {}}");
    }

    @Test
    void a_tree_in_which_all_is_said_has_no_faults() {
        assertEquals(List.of(), faults());
    }

    @Test
    void each_difference_of_the_map_is_a_line() {
        write(
                "lessons/README.adoc",
                MAP.replace("1 Echoes", "1 Echo")
                        .replace("|60", "|90")
                        .replace("|Echo, Other", "|Other, Echo"));

        assertEquals(
                List.of(
                        "lessons/README.adoc says  |xref:01-tiny/README.adoc[1 Echo]  and not "
                                + " |xref:01-tiny/README.adoc[1 Echoes]",
                        "lessons/README.adoc says  |90  and not  |60",
                        "lessons/README.adoc says  |Other, Echo  and not  |Echo, Other"),
                faults());
    }

    @Test
    void a_lesson_without_a_row_and_a_row_without_a_lesson_are_said() {
        write("lessons/README.adoc", MAP.replace("01-tiny", "02-gone"));

        assertEquals(
                List.of(
                        "lessons/README.adoc has no row that begins with "
                                + " |xref:01-tiny/README.adoc[1 Echoes]",
                        "lessons/README.adoc: there is no lesson 02-gone"),
                faults());
    }

    @Test
    void each_difference_of_the_catalogue_is_a_line() {
        var script = "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n//JAVA 25+\n\nvoid main() {}\n";
        write("lessons/01-tiny/Listed.java", script);
        write("lessons/01-tiny/Moved.java", script);
        write("lessons/01-tiny/New.java", script);
        write(
                "jbang-catalog.json",
                """
                {"aliases": {
                    "Listed": {"script-ref": "lessons/01-tiny/Listed.java"},
                    "Moved": {"script-ref": "lessons/00-tiny/Moved.java"},
                    "Gone": {"script-ref": "lessons/01-tiny/Gone.java"}
                }}
                """);

        assertEquals(
                List.of(
                        "jbang-catalog.json: Moved is lessons/00-tiny/Moved.java and not"
                                + " lessons/01-tiny/Moved.java",
                        "jbang-catalog.json lacks  \"New\": {\"script-ref\":"
                                + " \"lessons/01-tiny/New.java\"}",
                        "jbang-catalog.json: Gone is lessons/01-tiny/Gone.java, which is not there",
                        "jbang-catalog.json: Moved is lessons/00-tiny/Moved.java, which is not"
                                + " there"),
                faults());
    }

    @Test
    void a_file_that_belongs_to_nothing_is_said() {
        write("solutions/mistakes/tiny/Echo/Notes.txt", "");
        write("solutions/mistakes/tiny/Echo/a.diff", "");
        write("exercises/target/classes/Echo.class", "");
        write("lessons/01-tiny/draft.adoc", "");

        assertEquals(
                List.of(
                        "solutions/mistakes/tiny/Echo/Notes.txt belongs to nothing",
                        "lessons/01-tiny/draft.adoc belongs to nothing"),
                faults());
    }

    @Test
    void a_specification_that_changes_the_machine_or_sleeps_is_said() {
        var file = folder.resolve("EchoTest.java");
        FileIo.write(file, "Locale.setDefault(x); // Thread.sleep(1)\nThread.sleep(2);\n");
        var faults = new ArrayList<String>();

        Dependencies.ofTest(file, faults);

        assertEquals(2, faults.size(), faults::toString);
        assertTrue(faults.getLast().startsWith("EchoTest.java calls Locale.setDefault(): "));
    }

    private List<String> faults() {
        var rules = new ArrayList<Rule>();
        course.lessons().forEach(lesson -> rules.addAll(new LessonRules(course).of(lesson)));
        rules.addAll(new TreeRules(course).all());
        return rules.stream().flatMap(rule -> rule.faults().stream()).toList();
    }

    private void write(String file, String text) {
        FileIo.write(folder.resolve(file), text);
    }
}
