package loopback.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompilationTest {

    @Test
    void every_class_of_a_file_is_made_in_memory() {
        var compilation = compile("package tiny; class Echo { enum Kind { A } } record Other() {}");

        assertTrue(compilation.succeeded());
        assertEquals(
                Set.of("tiny.Echo", "tiny.Echo$Kind", "tiny.Other"),
                compilation.classes().keySet());
    }

    @Test
    void an_error_has_its_place_and_its_line() {
        var problems = compile("package tiny;\nclass Echo {\n    int x = y;\n}\n").problems();
        var problem = problems.getFirst();

        assertEquals("Echo.java", problem.file());
        assertEquals(3, problem.line());
        assertEquals(13, problem.column());
        assertEquals("    int x = y;", problem.quote());
        assertTrue(problem.message().startsWith("cannot find symbol"), problem.message());
    }

    @Test
    void errors_are_english_and_not_more_than_five() {
        var compilation = compile("package tiny; class Echo { " + "int x = y;".repeat(50) + " }");

        assertTrue(compilation.problems().size() <= 5, compilation.problems()::toString);
    }

    @Test
    void warnings_do_not_matter() {
        var raw = "package tiny; class Echo { java.util.List x = new java.util.ArrayList(); }";

        assertTrue(compile(raw).succeeded());
    }

    @Test
    void classes_of_every_module_of_the_jdk_can_be_named() {
        var logging = "package tiny; class Echo { java.util.logging.Logger log; }";

        assertTrue(compile(logging).succeeded());
    }

    @Test
    void another_source_comes_along_only_if_it_is_named() {
        var helper = new SourceFile("tiny.Helper", "package tiny; class Helper {}");
        var broken = new SourceFile("tiny.Broken", "package tiny; class Broken {");
        var surroundings =
                new Compilation.Surroundings(
                        Map.of("tiny.Helper", helper, "tiny.Broken", broken), Map.of(), List.of());

        var alone = compile("package tiny; class Echo {}", surroundings);
        var named = compile("package tiny; class Echo { Helper helper; }", surroundings);

        assertEquals(Set.of("tiny.Echo"), alone.classes().keySet());
        assertEquals(Set.of("tiny.Echo", "tiny.Helper"), named.classes().keySet());
    }

    @Test
    void a_source_with_another_package_than_its_place_is_not_taken() {
        var forged = new SourceFile("tiny.Wire", "package kit; public class Wire {}");
        var surroundings =
                new Compilation.Surroundings(Map.of("tiny.Wire", forged), Map.of(), List.of());

        var compilation = compile("package tiny; class Echo { kit.Wire wire; }", surroundings);

        assertFalse(compilation.succeeded());
    }

    @Test
    void classes_in_memory_are_seen_and_not_made_again() {
        var first = compile("package tiny; public class Echo { public static class Inner {} }");
        var surroundings = new Compilation.Surroundings(Map.of(), first.classes(), List.of());

        var other = new SourceFile("tiny.Other", "package tiny; class Other { Echo.Inner x; }");
        var second = Compilation.of(List.of(other), surroundings);

        assertEquals(List.of(), second.problems());
        assertEquals(Set.of("tiny.Other"), second.classes().keySet());
    }

    @Test
    void nothing_but_the_jdk_is_there_by_itself() {
        for (var type : List.of("org.junit.jupiter.api.Test", "loopback.engine.Engine")) {
            assertFalse(compile("package tiny; class Echo { " + type + " x; }").succeeded());
        }
    }

    @Test
    void what_the_compiler_cannot_take_in_is_a_problem_like_any_other() {
        var expression = "\"\"" + ".trim()".repeat(20_000);
        var deep = compile("package tiny; class Echo { Object x = " + expression + "; }");

        assertEquals(1, deep.problems().size());
        assertTrue(deep.problems().getFirst().message().contains("too deeply"), deep::toString);
        assertFalse(compile("").classes().containsKey("tiny.Echo"));
    }

    @Test
    void a_line_of_a_megabyte_is_quoted_around_the_place() {
        var line = "int a = 1; " + " ".repeat(500_000) + "int x = y; " + " ".repeat(500_000);

        var problem = compile("package tiny; class Echo {\n" + line + "\n}").problems().getFirst();

        assertTrue(problem.quote().length() <= 200, problem::toString);
        assertEquals('y', problem.quote().charAt((int) problem.column() - 1));
    }

    @Test
    void a_message_of_a_megabyte_is_cut() {
        var problem = compile("package tiny; class Echo { int x = " + "y".repeat(60_000) + "; }");

        assertTrue(problem.problems().getFirst().message().length() <= 1_001);
    }

    @Test
    void a_public_class_of_another_name_is_to_be_renamed_and_not_the_file() {
        var problem = compile("package tiny; public class EchoServer {}").problems().getFirst();

        assertEquals("the public class of Echo.java has to be called Echo", problem.message());
    }

    @Test
    void a_preview_is_called_one() {
        var scope =
                "package tiny; class Echo { java.util.concurrent.StructuredTaskScope<?, ?> s; }";
        var pattern =
                "package tiny; class Echo { boolean is(Object o) { return o instanceof int i; } }";

        assertEquals(
                "java.util.concurrent.StructuredTaskScope is a preview API: Java may still change it,"
                        + " and this course does without",
                compile(scope).problems().getFirst().message());
        assertTrue(
                compile(pattern)
                        .problems()
                        .getFirst()
                        .message()
                        .endsWith("this course does without"));
    }

    /// Java takes no notice of them in a name, and an address cannot have them.
    @Test
    void the_name_of_a_file_may_have_characters_that_are_not_seen() {
        var helper = new SourceFile("tiny.He\033lp", "package tiny; class Help {}");
        var surroundings =
                new Compilation.Surroundings(
                        Map.of(helper.binaryName(), helper), Map.of(), List.of());

        assertTrue(compile("package tiny; class Echo {}", surroundings).succeeded());
        assertFalse(compile("package tiny; class Echo { Help help; }", surroundings).succeeded());
    }

    @Test
    void a_problem_without_a_place_has_none() {
        var twice = new SourceFile("tiny.Echo", "package tiny; class Echo {} class Echo {}");

        var problem =
                Compilation.of(List.of(twice), Compilation.Surroundings.NONE).problems().getFirst();

        assertEquals("Echo.java", problem.file());
        assertTrue(problem.message().contains("duplicate class"), problem.message());
    }

    private static Compilation compile(String source) {
        return compile(source, Compilation.Surroundings.NONE);
    }

    private static Compilation compile(String source, Compilation.Surroundings surroundings) {
        return Compilation.of(List.of(new SourceFile("tiny.Echo", source)), surroundings);
    }
}
