package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Sources as learners save them: broken, renamed, in other encodings, beside others.
@Execution(ExecutionMode.CONCURRENT)
class SourcesIT {

    private static final Charset CP1252 = Charset.forName("Cp1252");
    private static final String[] NOT_RUN = {"not-run", "not-run", "not-run"};
    private static final String[] PASSED = {"passed", "passed", "passed"};

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void what_does_not_compile_is_pointed_at_and_quoted() {
        course.checkOf(TinyCourse.echo("return txet;"))
                .is("did-not-compile", NOT_RUN)
                .has(0, 4)
                .says("Echo.java:11  cannot find symbol", "    return txet;\n           ^");
        course.run("check", "Echo").endsWith(1).says("Echo.java:11", "return txet;", "0/4");
    }

    @Test
    void a_changed_signature_is_named_as_expected_and_as_found() {
        course.checkOf(
                        TinyCourse.echo("return text;")
                                .replace("(String text)", "(Object text)")
                                .replace("return text", "return \"\" + text"))
                .is("did-not-compile", NOT_RUN)
                .says("expected  public static String echo(String)")
                .says("found     public static String echo(Object)");
        course.checkOf(TinyCourse.REFERENCE.replace("public static String", "public String"))
                .is("did-not-compile", NOT_RUN)
                .says("expected  public static String echo(String)")
                .says("found     public String echo(String)");
    }

    @Test
    void a_missing_method_is_named() {
        course.checkOf(TinyCourse.REFERENCE.replace(" echo(", " ecco("))
                .is("did-not-compile", NOT_RUN)
                .says("expected  public static String echo(String)")
                .says("found     no public member echo");
    }

    @Test
    void a_class_in_the_wrong_package_is_said_to_be_there() {
        course.checkOf(TinyCourse.REFERENCE.replace("package tiny;", "package huge;"))
                .is("did-not-compile", NOT_RUN)
                .says("expected  public class Echo in package tiny")
                .says("found     public class Echo in package huge");
        course.checkOf(TinyCourse.REFERENCE.replace("package tiny;", ""))
                .is("did-not-compile", NOT_RUN)
                .says("found     public class Echo without a package");
    }

    @Test
    void an_empty_file_does_not_compile() {
        course.checkOf("").is("did-not-compile", NOT_RUN).says("expected  public class Echo");
    }

    @Test
    void a_missing_file_is_wrong_use_and_reset_is_offered() throws Exception {
        Files.delete(course.mine());

        course.run("check", "Echo").endsWith(2).complains("Echo.java", "./course reset Echo");
    }

    @Test
    void letters_of_every_language_may_stand_in_a_source() {
        course.checkOf(TinyCourse.echo("String größe = text; return größe; // ☕ 日本"))
                .is("passed", PASSED);
    }

    @Test
    void a_byte_order_mark_does_no_harm() {
        course.checkOf("\ufeff" + TinyCourse.REFERENCE).is("passed", PASSED);
    }

    /// As grading does: a local verdict is the graded one.
    @Test
    void another_encoding_is_read_as_what_it_is() {
        var source = TinyCourse.echo("String größe = text; return größe;");
        for (var charset : new Charset[] {CP1252, UTF_16, UTF_16LE}) {
            course.write("exercises/src/tiny/Echo.java", source.getBytes(charset));

            course.check("Echo").is("passed", PASSED);
        }
    }

    @Test
    void what_is_no_text_is_named_in_a_sentence() {
        course.write("exercises/src/tiny/Echo.java", (TinyCourse.REFERENCE + "\0").getBytes(UTF_8));

        course.check("Echo").is("did-not-compile", NOT_RUN).says("is not text");
    }

    @Test
    void helper_classes_beside_it_come_along() {
        course.write(
                "exercises/src/tiny/Helper.java",
                "package tiny; final class Helper { static String same(String s) {"
                        + " return Other.same(s); } }");
        course.write(
                "exercises/src/tiny/Other.java",
                "package tiny; final class Other { static String same(String s) { return s; } }");

        course.checkOf(TinyCourse.echo("return Helper.same(text);")).is("passed", PASSED);
    }

    @Test
    void an_error_in_a_helper_is_shown_in_the_helper() {
        course.write(
                "exercises/src/tiny/Helper.java",
                "package tiny;\nfinal class Helper {\n    int x = ;\n}\n");

        course.checkOf(TinyCourse.echo("return text + new Helper();"))
                .is("did-not-compile", NOT_RUN)
                .says("Helper.java:3", "int x = ;");
    }

    @Test
    void whatever_lies_beside_it_does_not_matter() throws Exception {
        course.write("exercises/src/tiny/Broken.java", "package tiny; class Broken {");
        course.write("exercises/src/tiny/Echo - Copy.java", TinyCourse.HALF);
        course.write("exercises/src/tiny/.#Echo.java", TinyCourse.HALF);
        course.write("exercises/src/tiny/Old.java", "class Größe {}".getBytes(CP1252));
        course.write("exercises/src/tiny/module-info.java", "module tiny {}");
        course.write("exercises/src/tiny/package-info.java", "package huge;");
        course.write("exercises/src/tiny/Data.bin", new byte[] {0, 1, (byte) 0xff});
        course.write("exercises/src/tiny/Folder.java/Inner.java", "class Inner {}");
        course.write("exercises/test/kit/.DS_Store", new byte[] {0, 1, (byte) 0xff});

        course.checkOf(TinyCourse.REFERENCE).is("passed", PASSED);
    }

    @Test
    void a_class_named_like_one_of_the_kit_is_the_learners_own() {
        var members = "static class Wire { static String note(String s) { return s; } }";

        course.checkOf(
                        TinyCourse.echo("return Wire.note(text);", members)
                                + "class Patience { static void until() {} }")
                .is("passed", PASSED);
    }

    @Test
    void a_class_named_like_the_specification_is_refused() {
        var forged =
                """

                class EchoTest {
                    void one_comes_back() {}
                    void two_comes_back() {}
                    void three_comes_back() {}
                }
                """;

        course.checkOf(TinyCourse.HALF + forged)
                .is("refused", NOT_RUN)
                .says("EchoTest", "specification");
        course.specify(
                        "package tiny; import org.junit.jupiter.api.Test;"
                                + " class EchoTest { @Test void step() {} record Word() {} }")
                .checkOf(TinyCourse.HALF + "class EchoTest$Word {}")
                .is("refused", "not-run")
                .says("EchoTest$Word", "specification");
    }

    @Test
    void a_deeply_nested_expression_does_not_take_the_compiler_along() {
        course.checkOf(TinyCourse.echo("return text" + ".trim()".repeat(20_000) + ";"))
                .is("did-not-compile", NOT_RUN)
                .says("too deeply");
    }

    @Test
    void a_path_with_spaces_and_letters_of_other_languages_will_do(@TempDir Path folder) {
        var elsewhere = TinyCourse.in(folder, "Mein Kürs Ω");

        elsewhere.checkOf(TinyCourse.REFERENCE).is("passed", PASSED);
        elsewhere.checkOf(TinyCourse.HALF).is("failed", "passed", "failed", "failed");
    }

    @Test
    void a_known_text_in_a_file_stays_what_it_is() throws Exception {
        var source = "\ufeff" + TinyCourse.HALF;

        course.checkOf(source).is("failed", "passed", "failed", "failed");

        assertEquals(source, new String(Files.readAllBytes(course.mine()), UTF_8));
    }
}
