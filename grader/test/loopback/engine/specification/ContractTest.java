package loopback.engine.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import loopback.engine.link.Lattice;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static final String ECHO =
            """
            package tiny;
            public final class Echo implements AutoCloseable {
                public static final int MAX = 3;
                public Echo(int size) {}
                public String echo(byte[] bytes, java.util.Map.Entry<String, int[]>... more) {
                    return "";
                }
                @Override public void close() {}
                String inside() { return ""; }
                private int hidden;
                public record Answer(int code) {}
            }
            """;

    @Test
    void the_same_face_has_no_differences() {
        assertEquals(List.of(), differences(ECHO));
    }

    @Test
    void what_is_not_public_may_differ() {
        assertEquals(List.of(), differences(ECHO.replace("inside", "within")));
        assertEquals(List.of(), differences(ECHO.replace("private int hidden;", "")));
        assertEquals(List.of(), differences(ECHO.replace("public final class", "public class")));
        assertEquals(List.of(), differences(ECHO.replace("String inside", "public String more")));
    }

    @Test
    void a_changed_parameter_is_expected_and_found() {
        assertEquals(
                List.of(
                        "expected  public String echo(byte[], Map.Entry[])\n"
                                + "found     public String echo(String, Map.Entry[])"),
                differences(ECHO.replace("byte[] bytes", "String text")));
    }

    @Test
    void a_changed_result_is_expected_and_found() {
        assertEquals(
                List.of(
                        "expected  public String echo(byte[], Map.Entry[])\n"
                                + "found     public Object echo(byte[], Map.Entry[])"),
                differences(ECHO.replace("public String echo", "public Object echo")));
    }

    @Test
    void every_method_of_that_name_is_shown() {
        var source =
                ECHO.replace("byte[] bytes", "String text")
                        .replace("private int hidden", "public int echo() { return 1; }");

        assertEquals(
                List.of(
                        "expected  public String echo(byte[], Map.Entry[])\n"
                                + "found     public String echo(String, Map.Entry[])\n"
                                + "          public int echo()"),
                differences(source));
    }

    @Test
    void a_method_that_is_gone_or_hidden_is_missing() {
        var missing =
                List.of(
                        "expected  public String echo(byte[], Map.Entry[])\n"
                                + "found     no public member echo");

        assertEquals(missing, differences(ECHO.replace(" echo(", " ecco(")));
        assertEquals(missing, differences(ECHO.replace("public String echo", "String echo")));
    }

    @Test
    void static_matters() {
        assertEquals(
                List.of("expected  public static int MAX\nfound     public int MAX"),
                differences(ECHO.replace("public static final int", "public final int")));
    }

    @Test
    void a_changed_constructor_is_expected_and_found() {
        assertEquals(
                List.of("expected  public Echo(int)\nfound     public Echo()"),
                differences(ECHO.replace("(int size)", "()")));
    }

    @Test
    void a_nested_type_belongs_to_the_face() {
        assertEquals(
                List.of(
                        "expected  public record Echo.Answer\n"
                                + "found     no public type of that name"),
                differences(ECHO.replace("public record", "record")));
        assertEquals(
                List.of(
                        "expected  public Echo.Answer(int)\nfound     public Echo.Answer(long)",
                        "expected  public int code()\nfound     public long code()"),
                differences(ECHO.replace("Answer(int", "Answer(long")));
    }

    @Test
    void a_kind_that_changed_is_expected_and_found() {
        var found = Contract.of(classes("package tiny; public interface Echo { }"));

        var differences =
                Contract.of(classes("package tiny; public class Echo { }")).differences(found);

        assertEquals("expected  class\nfound     interface", differences.getFirst());
    }

    @Test
    void a_supertype_that_is_gone_is_missing() {
        assertEquals(
                List.of("expected  a subtype of AutoCloseable\nfound     none"),
                differences(
                        ECHO.replace(" implements AutoCloseable", "").replace("@Override", "")));
    }

    @Test
    void a_subtype_of_the_expected_supertype_will_do() {
        assertEquals(List.of(), differences(ECHO.replace("AutoCloseable", "java.io.Closeable")));
        assertEquals(
                List.of(),
                differences(
                        ECHO.replace("implements AutoCloseable", "extends Base")
                                + "abstract class Base implements AutoCloseable {}"));
    }

    @Test
    void what_is_inherited_from_a_class_of_ones_own_is_there() {
        assertEquals(
                List.of(),
                differences(
                        ECHO.replace("implements AutoCloseable", "extends Base")
                                        .replace("@Override public void close() {}", "")
                                + "class Base implements AutoCloseable { public void close() {} }"));
    }

    @Test
    void another_package_is_named() {
        var found = Contract.of(classes("package huge; public class Echo { }"));

        assertEquals(
                List.of(
                        "expected  public class Echo in package tiny\n"
                                + "found     public class Echo in package huge"),
                Contract.of(classes("package tiny; public class Echo { }")).differences(found));
    }

    private static List<String> differences(String found) {
        return Contract.of(classes(ECHO)).differences(Contract.of(classes(found)));
    }

    @Test
    void what_is_inherited_in_very_many_ways_is_followed_once() {
        var expected =
                Contract.of(
                        classes(
                                "package tiny; public class Echo extends Thread { private Echo() {} }"));
        var found = expected.in(Lattice.classes());

        assertEquals(List.of(), expected.differences(found));
        assertTrue(found.types().get("tiny.Echo").ancestors().contains("B0"));
        assertEquals(java.util.Set.of("tiny.Echo"), found.types().keySet());
    }

    private static java.util.Map<String, byte[]> classes(String source) {
        var unit = new SourceFile("tiny.Echo", source);
        var compilation = Compilation.of(List.of(unit), Compilation.Surroundings.NONE);
        assertEquals(List.of(), compilation.problems());
        return compilation.classes();
    }
}
