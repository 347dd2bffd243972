package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The corpus of submissions that are hostile or broken: one behaviour each, and what is to be said
/// about it. Nothing may be left of any, which every run of the command is held to.
@Tag("bomb")
class CorpusIT {

    private static final int HONEST = 40;

    /// Characters about an exercise and its steps: a stranger does not decide how many.
    private static final int MOST_SAID = 50_000;

    private GradedClass graded;
    private List<Hostile> hostile = Hostile.with();

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        graded = new GradedClass(TinyCourse.in(folder));
    }

    @Test
    void each_gets_its_verdict_alone() {
        handInHostile();

        graded.grade("alone", "--workers", "1").endsWith(0);

        assertVerdicts("alone");
        var incidents = graded.marks("alone", "hostile-multiplies-its-code").get("incidents");
        assertTrue(incidents.toString().contains("tiny/Echo was stopped"), incidents::toString);
    }

    @Test
    void the_marks_of_the_honest_are_the_same_among_the_hostile() {
        handInHonest();
        graded.grade("among-themselves", "--workers", "2").endsWith(0);
        handInHostile();

        graded.grade("together", "--workers", "2").endsWith(0);

        assertVerdicts("together");
        var together = new TreeMap<>(graded.withoutTimes("together"));
        var honest = graded.withoutTimes("among-themselves");
        together.keySet().retainAll(honest.keySet());
        assertEquals(HONEST, honest.size());
        assertEquals(honest, together);
    }

    private void handInHonest() {
        var sources =
                List.of(
                        TinyCourse.REFERENCE,
                        TinyCourse.HALF,
                        TinyCourse.STARTER,
                        TinyCourse.echo("return text"));
        for (int i = 0; i < HONEST; i++) {
            graded.hasFrom("honest-" + i, sources.get(i % sources.size()));
        }
    }

    private void handInHostile() {
        hostile.forEach(each -> graded.hasFrom("hostile-" + each.name(), each.source()));
        Packed.all().forEach(each -> graded.hasFile(each.file(), each.bytes()));
    }

    /// The folder has a neighbour, which is not the submission's.
    @Test
    void below_a_folder_that_is_given_nothing_leads_out_of_it() {
        hostile = Hostile.with("files", "resolver", "tls");
        declare(
                """
                @kit.Uses({"files", "tls", "resolver"}) class EchoTest {
                    static String call(String text) {
                        try (var folder = kit.Folder.empty()) {
                            var own = java.nio.file.Files.createDirectory(folder.path("/own"));
                            java.nio.file.Files.writeString(own.resolve("mine"), "mine");
                            java.nio.file.Files.writeString(folder.path("/theirs"), "theirs");
                            java.nio.file.Files.createSymbolicLink(own.resolve("link"), folder.path("/theirs"));
                            return Echo.echo(own, text);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                """);

        graded.grade("files", "--workers", "2").endsWith(0);

        assertVerdicts("files");
    }

    @Test
    void at_an_address_that_is_given_nothing_leads_to_another() {
        hostile = Hostile.with("unix-sockets");
        declare(
                """
                @kit.Uses("unix-sockets") class EchoTest {
                    static String call(String text) {
                        try (var address = kit.UnixAddress.unused()) {
                            return Echo.echo(address.address(), text);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                """);

        graded.grade("unix", "--workers", "2").endsWith(0);

        assertVerdicts("unix");
    }

    /// Gives the exercise capabilities, and has all of the class hand in what is hostile to it.
    private void declare(String beginning) {
        var course = graded.course();
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace("class EchoTest {", beginning)
                        .replace("Echo.echo(\"", "call(\""));
        for (var sources : List.of("exercises/src", "solutions/src")) {
            var file = sources + "/tiny/Echo.java";
            course.write(file, Hostile.given(course.read(file), hostile.getFirst().uses()));
        }
        hostile.forEach(each -> graded.hasFrom("hostile-" + each.name(), each.source()));
    }

    /// Processes and temporary files are looked for after every run of the command; ports are those
    /// of processes.
    private void assertNoMountIsLeft() {
        var root = graded.course().root().toString();
        var mounts = FileIo.lines(Path.of("/proc/mounts"));
        assertEquals(List.of(), mounts.stream().filter(each -> each.contains(root)).toList());
    }

    private void assertVerdicts(String results) {
        assertNoMountIsLeft();
        var wrong = new ArrayList<String>();
        for (var each : hostile) {
            var marks = graded.marks(results, "hostile-" + each.name());
            var echo = marks.path("exercises").path(0);
            boolean right =
                    echo.path("status").asText().equals(each.status())
                            && echo.path("points").asDouble(-1) == each.points()
                            && said(echo).contains(each.words())
                            && said(echo).length() < MOST_SAID;
            if (!right) {
                wrong.add(each.name() + ": " + marks.toPrettyString());
            }
        }
        for (var each : hostile.getFirst().uses().isEmpty() ? Packed.all() : List.<Packed>of()) {
            var marks = graded.marks(results, each.student());
            var echo = marks.path("exercises").path(0);
            boolean right =
                    each.outcome().equals("not-gradable")
                            ? marks.get("outcome").asText().equals("not-gradable")
                                    && marks.get("reason").asText().contains(each.words())
                            : echo.path("points").asText("?").equals(each.outcome() + ".0")
                                    && marks.get("repairs")
                                            .toString()
                                            .replace("\\\"", "\"")
                                            .contains(each.words());
            if (!right) {
                wrong.add(each.file() + ": " + marks.toPrettyString());
            }
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    /// Everything that is said about an exercise and its steps.
    private static String said(JsonNode echo) {
        var said = new StringBuilder(echo.path("message").asText());
        echo.path("steps").forEach(step -> said.append('\n').append(step.get("message").asText()));
        return said.toString();
    }
}
