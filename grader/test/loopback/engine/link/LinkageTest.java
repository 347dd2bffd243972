package loopback.engine.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What submissions may link to, tried out: `refused.txt` attacks the list of what is allowed,
/// `honest.txt` is what it must let through.
class LinkageTest {

    @TestFactory
    Stream<DynamicTest> it_is_refused_when() {
        return Tries.in("refused.txt").objections().entrySet().stream()
                .map(each ->
                        dynamicTest(
                                each.getKey().sentence(),
                                () -> {
                                    var because = each.getKey().because();
                                    assertFalse(because.isEmpty());
                                    assertTrue(
                                            each.getValue().stream()
                                                    .anyMatch(o -> o.why().contains(because)),
                                            () -> "refused with these words: " + each.getValue());
                                    assertTrue(
                                            each.getValue().stream().allMatch(o -> o.line() > 0));
                                }));
    }

    @TestFactory
    Stream<DynamicTest> it_is_allowed_to_use() {
        return Tries.in("honest.txt").objections().entrySet().stream()
                .map(each ->
                        dynamicTest(
                                each.getKey().sentence(),
                                () -> assertEquals(List.of(), each.getValue())));
    }

    @Test
    void an_objection_names_the_file_the_line_and_the_member() {
        var objection =
                objections(
                                """
                                package tiny;

                                class Echo {
                                    Runnable later = () -> {
                                        IO.println("x");
                                        System.exit(1);
                                    };
                                }
                                """)
                        .getFirst();

        assertEquals("Echo.java", objection.file());
        assertEquals(6, objection.line());
        assertEquals("System.exit", objection.what());
        assertTrue(objection.why().startsWith("it ends the JVM, and the check with it"));
    }

    @Test
    void a_constructor_is_named_as_it_is_written() {
        var source = "package tiny; class Echo { Object file = new java.io.File(\"x\"); }";

        assertTrue(objections(source).stream().anyMatch(o -> o.what().equals("new File(…)")));
    }

    @Test
    void what_a_capability_opens_may_be_used_and_nothing_else() {
        var source =
                """
                package tiny;
                import java.nio.file.*;
                class Echo {
                    Object files(Path given) throws Exception { return Files.list(given.resolve("x")).toList(); }
                    Object file(Path given) { return given.toFile(); }
                }
                """;

        var left = Linkage.objections(new AllowList(), Set.of("files"), Set.of(), classes(source));

        assertEquals(List.of("Path.toFile"), left.stream().map(o -> o.what()).toList());
    }

    @Test
    void a_text_that_opens_a_method_is_written_where_it_is_called() {
        var source =
                """
                package tiny;
                import java.security.KeyStore;
                class Echo {
                    Object one() throws Exception { return KeyStore.getInstance("PKCS12"); }
                    Object two(String kind) throws Exception { return KeyStore.getInstance(kind); }
                    Object three(boolean which) throws Exception {
                        return KeyStore.getInstance(which ? "KeychainStore" : "PKCS12");
                    }
                }
                """;

        var left = Linkage.objections(new AllowList(), Set.of("tls"), Set.of(), classes(source));

        assertEquals(List.of(5, 7), left.stream().map(o -> o.line()).toList(), left::toString);
    }

    @Test
    void a_name_that_belongs_to_the_specification_is_refused() {
        var classes = classes("package tiny; class Echo {} class EchoTest { class Inner {} }");

        var objections =
                Linkage.objections(
                        new AllowList(),
                        Set.of(),
                        Set.of("tiny.EchoTest", "tiny.EchoTest$Inner"),
                        classes);

        assertEquals(
                List.of("the class tiny.EchoTest", "the class tiny.EchoTest$Inner"),
                objections.stream().map(Linkage.Objection::what).sorted().toList());
    }

    @Test
    void a_name_within_one_of_the_specification_is_refused() {
        var objections =
                Linkage.objections(
                        new AllowList(),
                        Set.of(),
                        Set.of("tiny.EchoTest"),
                        classes(
                                "package tiny; class Echo {} class EchoTest$Spin {} class Echo$Test {}"));

        assertEquals(
                List.of("the class tiny.EchoTest$Spin"),
                objections.stream().map(Linkage.Objection::what).toList());
    }

    @Test
    void a_lambda_that_is_serializable_is_refused_in_one_line() {
        var objections =
                objections(
                        """
                        package tiny;
                        class Echo {
                            Object later = (Runnable & java.io.Serializable) () -> {};
                        }
                        """);

        assertEquals(1, objections.size(), objections::toString);
        assertEquals("a Serializable lambda", objections.getFirst().what());
        assertEquals(3, objections.getFirst().line());
    }

    @Test
    void what_is_inherited_in_very_many_ways_is_followed_once() {
        var objections = Linkage.objections(new AllowList(), Set.of(), Set.of(), Lattice.classes());

        assertEquals(
                List.of("Thread.getContextClassLoader"),
                objections.stream().map(Linkage.Objection::what).toList());
    }

    /// Each of many calls asks another question about each of many types.
    @Test
    void what_grows_with_the_square_of_a_source_is_given_up() {
        var objections = Linkage.objections(new AllowList(), Set.of(), Set.of(), Lattice.square());

        assertEquals(
                List.of("this many types above one another"),
                objections.stream().map(Linkage.Objection::what).toList());
    }

    @Test
    void so_many_objections_are_kept_and_no_more() {
        var calls = "System.exit(0);\n".repeat(5_000);

        var objections = objections("package tiny; class Echo { void run() {\n" + calls + "} }");

        assertEquals(Linkage.MOST, objections.size());
    }

    private static List<Linkage.Objection> objections(String source) {
        return Linkage.objections(new AllowList(), Set.of(), Set.of(), classes(source));
    }

    private static java.util.Map<String, byte[]> classes(String source) {
        var unit = new SourceFile("tiny.Echo", source);
        var compilation = Compilation.of(List.of(unit), Compilation.Surroundings.NONE);
        assertEquals(List.of(), compilation.problems());
        return compilation.classes();
    }
}
