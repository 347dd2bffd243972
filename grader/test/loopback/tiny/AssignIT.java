package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What learners get of an assignment.
@Execution(ExecutionMode.CONCURRENT)
class AssignIT {

    private static final String HIDDEN =
            """
            package tiny;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import org.junit.jupiter.api.Order;
            import org.junit.jupiter.api.Test;
            class EchoTest {
                @Test @Order(1) void it_is_hidden() { assertEquals("h", Echo.echo("h")); }
            }
            """;

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
        new GradedClass(course);
        course.write("../hidden/tiny/EchoTest.java", HIDDEN);
        course.write(
                "../sheet.toml",
                course.read("../sheet.toml").replace("[ex", "hidden = \"hidden\"\n[ex"));
        course.write(
                "solutions/mistakes/tiny/Echo/wrong.diff",
                "Perhaps: Secret.\nFails: two_comes_back\n--- reference\n+++ mistake\n@@ -1,1 +1,1 @@\n-package tiny;\n+package tiny;\n");
        course.write("solutions/alternatives/tiny/Echo/other/Echo.java", TinyCourse.REFERENCE);
    }

    @Test
    void it_has_what_is_needed_and_nothing_that_solves_anything() throws IOException {
        course.submit(TinyCourse.REFERENCE.replace("text;", "text; // mine"));
        course.write(".course/starters/tiny/Echo.java", TinyCourse.STARTER);

        course.run("assign", "sheet.toml", "--out", "sheet.zip").endsWith(0).says("sheet.zip");

        var names = new ArrayList<String>();
        try (var zip = new ZipFile(course.file("../sheet.zip").toFile())) {
            for (var entry : zip.stream().toList()) {
                names.add(entry.getName());
                if (entry.getName().endsWith(".java") && entry.getName().contains("/tiny/")) {
                    var text = new String(zip.getInputStream(entry).readAllBytes());
                    assertFalse(text.contains("return text;"), entry.getName());
                    assertFalse(text.contains("it_is_hidden"), entry.getName());
                }
            }
        }
        for (var needed :
                List.of(
                        "README.adoc",
                        "lessons/01-tiny/README.adoc",
                        "lessons/01-tiny/hints.adoc",
                        "exercises/src/tiny/Echo.java",
                        "exercises/test/tiny/EchoTest.java",
                        "exercises/test/kit/Wire.java",
                        "grader/target/course/grader.jar",
                        "grader/target/course/kit.jar",
                        ".course/starters/tiny/Echo.java")) {
            assertTrue(names.contains("sheet/" + needed), needed);
        }
        for (var secret : List.of("solutions", "hidden", "specifications/", "course.aot")) {
            assertFalse(names.stream().anyMatch(name -> name.contains(secret)), secret);
        }
        course.run("assign", "sheet.toml", "--out", "sheet.zip")
                .endsWith(2)
                .complains("exists already");
    }

    @Test
    void it_checks_without_the_solutions() {
        var lesson = course.read("lessons/01-tiny/README.adoc");
        course.write(
                "lessons/01-tiny/README.adoc",
                lesson + "xref:../02-big/README.adoc[What is big] and link:hints.adoc[hints].\n");
        course.run("assign", "sheet.toml", "--out", "handed-out").endsWith(0);
        var handed = course.at("handed-out");

        var text = handed.read("lessons/01-tiny/README.adoc");
        assertEquals(lesson + "What is big and link:hints.adoc[hints].\n", text);
        handed.check("Echo").is("failed", "failed", "failed", "failed").has(0, 4);
        handed.checkOf(TinyCourse.REFERENCE).is("passed", "passed", "passed", "passed");
        handed.run("hint", "Echo").endsWith(0);
        handed.run("reset", "Echo").endsWith(0);
        assertEquals(TinyCourse.STARTER, handed.read("exercises/src/tiny/Echo.java"));
        handed.run("solution", "Echo", "--spoil").endsWith(2).complains("no reference");
    }

    @Test
    void it_lists_what_counts_and_says_until_when() {
        course.more("Other");
        course.run("assign", "sheet.toml", "--out", "handed-out").endsWith(0);
        var handed = course.at("handed-out");

        handed.run()
                .endsWith(0)
                .says("Echoes", "Due Friday, 16 October 2026, 23:59 (+02:00)", "4 points")
                .says("./course submit")
                .doesNotSay("Other");
        assertFalse(Files.exists(handed.file("exercises/src/tiny/Other.java")));
        handed.checkOf(TinyCourse.HALF).has(1, 4);
        handed.run().endsWith(0).says("1/4 points");
        handed.run("doctor").doesNotSay("Maven");
        assertFalse(handed.read("handout.toml").contains("hidden"));
    }

    /// Its pages are those that the assignment was handed out with.
    @Test
    void its_book_is_read_from_disk() {
        course.run("assign", "sheet.toml", "--out", "handed-out").endsWith(0);
        var handed = course.at("handed-out");
        for (var page : List.of("index", "01-tiny", "tiny-Echo")) {
            handed.write("book/" + page + ".html", page);
        }

        handed.run("read", "--no-browser").endsWith(0).says("book/index.html");
        handed.run("read", "1", "--no-browser").endsWith(0).says("book/01-tiny.html");
        handed.run("read", "Echo", "--no-browser").endsWith(0).says("book/tiny-Echo.html");
        handed.run("read", "../x", "--no-browser").endsWith(2).complains("../x");
    }

    @Test
    void what_is_handed_in_is_what_was_checked() throws IOException {
        course.more("Other");
        var sheet = course.read("../sheet.toml");
        course.write("../sheet.toml", sheet + "\"tiny/Other\" = 1\n");
        course.run("assign", "sheet.toml", "--out", "handed-out").endsWith(0);
        var handed = course.at("handed-out");
        var mine = TinyCourse.HALF.replace("return", "String größe = \"\"; return");
        handed.write(
                "exercises/src/tiny/Echo.java",
                mine.getBytes(java.nio.charset.Charset.forName("windows-1252")));
        handed.write("exercises/src/tiny/Helper.java", "package tiny; class Helper { }");

        handed.run("submit", "--out", "mine.zip")
                .endsWith(0)
                .says("tiny/Echo.java", "tiny/Helper.java", "Other was not begun", "mine.zip");

        try (var zip = new ZipFile(handed.file("../mine.zip").toFile())) {
            assertEquals(
                    List.of("tiny/Echo.java", "tiny/Helper.java", "tiny/Other.java"),
                    zip.stream().map(each -> each.getName()).toList());
        }
        handed.run("submit").endsWith(0).says("echoes.zip");
        handed.write("exercises/src/tiny/Echo.java", mine.replace("package tiny;", ""));
        handed.run("submit").endsWith(2).complains("look at its package line");
        course.run("submit").endsWith(2).complains("name the assignment");
    }

    @Test
    void what_cannot_be_graded_is_not_handed_out() {
        course.write("../hidden/tiny/EchoTest.java", HIDDEN.replace("\"h\", Echo", "\"g\", Echo"));
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace(
                                "assertEquals(\"two\", Echo.echo(\"two\"), \"echo(\\\"two\\\")\");",
                                ""));

        var ran = course.run("assign", "sheet.toml", "--out", "sheet.zip").endsWith(2);

        for (var words :
                List.of(
                        "tiny/EchoTest two_comes_back passes on the starter",
                        "the hidden tiny/EchoTest does not pass on the reference")) {
            assertTrue(ran.err().contains(words), ran::toString);
        }
        assertFalse(Files.exists(course.file("../sheet.zip")));
    }
}
