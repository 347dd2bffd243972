package loopback.engine.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import loopback.engine.verdict.Step;
import org.junit.jupiter.api.Test;

class SpecificationTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");

    /// Stands for the kit, which is no library of the grader.
    private static final List<SourceFile> KIT =
            List.of(
                    new SourceFile(
                            "kit.Points",
                            "package kit; import java.lang.annotation.*;"
                                    + " @Retention(RetentionPolicy.RUNTIME) public @interface Points {"
                                    + " int value(); }"),
                    new SourceFile(
                            "kit.Uses",
                            "package kit; import java.lang.annotation.*;"
                                    + " @Retention(RetentionPolicy.RUNTIME) public @interface Uses {"
                                    + " String[] value(); }"));

    @Test
    void its_steps_come_in_their_order_with_their_points() {
        var specification =
                specification(
                        """
                        @Test @Order(2) void second() {}
                        @Test @Order(1) @kit.Points(3) void first() {}
                        void helper() {}
                        """);

        assertEquals(
                List.of(new Step(1, "first", 3), new Step(2, "second", 1)), specification.steps());
        assertEquals(4, specification.maxPoints());
    }

    @Test
    void it_may_have_no_step() {
        assertEquals(List.of(), specification("void helper() {}").steps());
    }

    @Test
    void it_says_what_its_exercise_needs() {
        var source = "package tiny; @kit.Uses({\"java.nio.file\", \"java.net.URL\"})";

        assertEquals(
                Set.of("java.nio.file", "java.net.URL"),
                compiled(source + " class EchoTest {}").uses());
        assertEquals(Set.of(), specification("").uses());
    }

    @Test
    void it_must_declare_its_class() {
        assertThrows(CourseException.class, () -> compiled("package tiny; class Other {}"));
    }

    private static Specification specification(String members) {
        return compiled(
                "package tiny; import org.junit.jupiter.api.*; class EchoTest { " + members + " }");
    }

    private static Specification compiled(String source) {
        var kit = Compilation.of(KIT, Compilation.Surroundings.NONE).classes();
        var surroundings = new Compilation.Surroundings(Map.of(), kit, jars());
        var compilation =
                Compilation.of(List.of(new SourceFile("tiny.EchoTest", source)), surroundings);
        assertEquals(List.of(), compilation.problems());
        return Specification.of(ECHO, compilation.classes(), new Contract(Map.of()));
    }

    /// The libraries that these tests were started with.
    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(name -> name.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }
}
