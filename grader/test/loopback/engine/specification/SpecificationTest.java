package loopback.engine.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import loopback.engine.jvm.Limits;
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
                                    + " String[] value(); }"),
                    new SourceFile(
                            "kit.Limits",
                            "package kit; import java.lang.annotation.*;"
                                    + " @Retention(RetentionPolicy.RUNTIME) public @interface Limits {"
                                    + " int heapMiB() default 256; int threads() default 4096; }"));

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
    void it_says_what_its_exercise_may_do_and_take() {
        var profile = declared("@kit.Uses({\"tls\", \"resolver\"}) @kit.Limits(heapMiB = 64)");

        assertEquals(Set.of("resolver", "tls"), profile.capabilities());
        assertEquals(new Limits(64, 4096, 1, 4096, 60), profile.limits());
        assertEquals(Profile.USUAL, specification("").profile());
    }

    @Test
    void a_capability_that_is_none_is_named_with_those_that_are() {
        assertEquals(
                "tiny/EchoTest.java: @Uses: \"java.nio.file\" is no capability: there are files,"
                        + " resolver, tls, unix-sockets",
                refused("@kit.Uses({\"files\", \"java.nio.file\"})"));
    }

    @Test
    void capabilities_that_cannot_be_had_together_are_named() {
        assertEquals(
                "tiny/EchoTest.java: @Uses: \"files\" and \"unix-sockets\" cannot be had together:"
                        + " the path of a socket is one of this machine, and leads to every other",
                refused("@kit.Uses({\"unix-sockets\", \"files\"})"));
    }

    @Test
    void a_limit_that_cannot_be_had_is_named_with_those_that_can() {
        assertEquals(
                "tiny/EchoTest.java: @Limits(heapMiB = 8): from 32 to 1024 can be had",
                refused("@kit.Limits(heapMiB = 8)"));
        assertEquals(
                "tiny/EchoTest.java: @Limits(threads = 5000): from 64 to 4096 can be had",
                refused("@kit.Limits(threads = 5000)"));
    }

    /// What authors read in the kit is what holds where they declare nothing.
    @Test
    void the_kit_names_the_usual_limits() {
        var text = FileIo.read(Path.of("../exercises/test/kit/Limits.java"));
        var usual = Pattern.compile("int (\\w+)\\(\\) default (\\d+);").matcher(text);
        var named = usual.results().map(each -> each.group(1) + "=" + each.group(2)).toList();

        assertEquals("Limits[" + String.join(", ", named) + "]", Limits.USUAL.toString());
    }

    private static Profile declared(String annotations) {
        return compiled("package tiny; " + annotations + " class EchoTest {}").profile();
    }

    private static String refused(String annotations) {
        return assertThrows(CourseException.class, () -> declared(annotations)).getMessage();
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
