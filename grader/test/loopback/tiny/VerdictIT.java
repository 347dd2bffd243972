package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import loopback.peers.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Verdicts, the words and the exit status they come in.
@Execution(ExecutionMode.CONCURRENT)
class VerdictIT {

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void a_right_solution_passes_everything() {
        course.checkOf(TinyCourse.REFERENCE).is("passed", "passed", "passed", "passed").has(4, 4);
    }

    @Test
    void the_starter_passes_nothing() {
        course.checkOf(TinyCourse.STARTER)
                .is("failed", "failed", "failed", "failed")
                .has(0, 4)
                .step(1, "TODO: echo", "Echo.java:11");
    }

    @Test
    void a_half_right_solution_has_the_points_of_the_steps_it_passes() {
        course.checkOf(TinyCourse.echo("return text.equals(\"two\") ? \"\" : text;"))
                .is("failed", "passed", "failed", "passed")
                .has(3, 4)
                .step(2, "echo(\"two\")", "expected  two", "found     ");
    }

    @Test
    void a_specification_without_steps_is_never_a_pass() {
        course.specify("package tiny; class EchoTest { void nothing() {} }");

        course.checkOf(TinyCourse.REFERENCE).is("failed").has(0, 0).says("no step");
        course.run("check", "Echo").endsWith(1).says("no step");
    }

    @Test
    void json_has_the_promised_fields_and_nothing_else_is_on_standard_output() {
        var checked = course.checkOf(TinyCourse.HALF);

        var fields =
                List.of("exercise", "status", "points", "maxPoints", "seconds", "message", "tests");
        assertEquals(fields, names(checked.json().fieldNames()));
        assertEquals("tiny/Echo", checked.json().get("exercise").asText());
        assertTrue(checked.json().get("seconds").isDouble());
        var test = checked.json().get("tests").get(2);
        var ofTest =
                List.of(
                        "step",
                        "name",
                        "status",
                        "points",
                        "maxPoints",
                        "message",
                        "transcript",
                        "events",
                        "mistake",
                        "printed");
        assertEquals(ofTest, names(test.fieldNames()));
        assertEquals(3, test.get("step").asInt());
        assertEquals("three_comes_back", test.get("name").asText());
        assertEquals(2, test.get("maxPoints").asInt());
        checked.ran().complainsOfNothing();
    }

    @Test
    void the_events_of_a_step_tell_three_connections_apart() {
        course.specify(
                """
                package tiny;
                import kit.*;
                import org.junit.jupiter.api.Order;
                import org.junit.jupiter.api.Test;
                class EchoTest {
                    @Test @Order(1) void it_talks_to_each() throws Exception {
                        try (var host = Host.open()) {
                            Attempt.to(() -> Echo.echo(host.port()));
                            var first = host.accepts();
                            var second = host.accepts();
                            var third = host.accepts();
                            third.receives("3");
                            first.receives("1");
                            second.sends("no");
                            second.receives("2");
                        }
                    }
                }
                """);
        var source =
                """
                package tiny;
                import java.net.*;
                public class Echo {
                    public static void echo(int port) throws Exception {
                        var loopback = InetAddress.getLoopbackAddress();
                        try (var one = new Socket(loopback, port);
                                var two = new Socket(loopback, port);
                                var three = new Socket(loopback, port)) {
                            three.getOutputStream().write('3');
                            one.getOutputStream().write('1');
                            two.getInputStream().read();
                            two.getOutputStream().write('%s');
                        }
                    }
                }
                """;
        course.write("solutions/src/tiny/Echo.java", source.formatted("2"));

        var test =
                course.checkOf(source.formatted("x"))
                        .is("failed", "failed")
                        .json()
                        .get("tests")
                        .get(0);

        var connections = new TreeSet<>(test.get("events").findValuesAsText("connection"));
        assertEquals(Set.of("server", "server (2)", "server (3)"), connections);
        var sent =
                StreamSupport.stream(test.get("events").spliterator(), false)
                        .filter(event -> event.get("preview").asText().equals("\"x\""))
                        .findFirst()
                        .orElseThrow();
        assertEquals("server (2)", sent.get("connection").asText());
        assertEquals("you", sent.get("who").asText());
        assertEquals(1, sent.get("bytes").asInt());
        assertTrue(
                test.get("transcript")
                        .asText()
                        .contains("you         send server (2) 1 byte  \"x\""),
                test::toString);
    }

    @Test
    void one_exercise_is_an_object_and_several_are_an_array() {
        course.lesson("tiny/Echo tiny/Other")
                .write("exercises/src/tiny/Other.java", other(TinyCourse.STARTER))
                .write("solutions/src/tiny/Other.java", other(TinyCourse.REFERENCE))
                .write(
                        "exercises/test/tiny/OtherTest.java",
                        other(course.read("exercises/test/tiny/EchoTest.java")));

        assertTrue(course.check("Echo").json().isObject());
        for (var asked : List.of(List.of("tiny"), List.of("Other", "Echo"))) {
            var several = course.check(asked.toArray(String[]::new));
            assertTrue(several.json().isArray(), several::toString);
            assertEquals(2, several.json().size());
            assertEquals(1, several.ran().status());
        }
        course.run("check", "--all", "--from", course.file("solutions/src").toString())
                .endsWith(0)
                .says("8/8 points");
    }

    @Test
    void one_exercise_that_is_missing_does_not_take_the_verdict_from_another() throws Exception {
        course.lesson("tiny/Echo tiny/Other")
                .write("solutions/src/tiny/Other.java", other(TinyCourse.REFERENCE))
                .write(
                        "exercises/test/tiny/OtherTest.java",
                        other(course.read("exercises/test/tiny/EchoTest.java")))
                .submit(TinyCourse.REFERENCE);

        var both = course.check("--all");

        assertEquals("passed", both.json().get(0).get("status").asText());
        assertEquals("did-not-compile", both.json().get(1).get("status").asText());
        assertEquals(1, both.ran().status());
    }

    @Test
    void without_a_name_the_next_exercise_is_checked() {
        course.run("check").endsWith(1).says("tiny/Echo", "0/4", "Not begun: echo");
        course.submit(TinyCourse.HALF).run("check").endsWith(1).says("./course hint Echo");
        course.submit(TinyCourse.REFERENCE).run("check").endsWith(0).says("All steps passed.");
        course.run("check").endsWith(0).says("Every exercise has full marks");
    }

    @Test
    void a_machine_without_loopback_takes_no_points_away() {
        var alone = List.of("unshare", "--user", "--map-root-user", "--net");
        Programs.require(
                course.run(alone, "", "doctor").out().contains("no    loopback IPv4"),
                "no network can be made here that lacks its loopback interface");
        course.submit(TinyCourse.HALF)
                .run(alone, "", "check")
                .endsWith(3)
                .complains("nothing can be checked", "127.0.0.1", "./course doctor");
        course.run().says("new   Echo");
        course.run(alone, "", "check", "Echo", "--from", course.file("exercises/src").toString())
                .endsWith(3);
    }

    @Test
    void sources_of_another_folder_are_checked_and_not_recorded() {
        course.run("check", "Echo", "--from", course.file("solutions/src").toString()).endsWith(0);
        course.run().endsWith(0).says("./course check Echo").doesNotSay("4/4");
    }

    @Test
    void a_known_mistake_is_recognised() {
        course.write(
                "solutions/mistakes/tiny/Echo/always-one.diff",
                """
                Perhaps: There is only
                one word.
                Fails: two_comes_back
                Fails: three_comes_back
                --- reference
                +++ mistake
                @@ -1 +1 @@
                """);

        course.submit(TinyCourse.HALF);

        course.run("check", "Echo").endsWith(1).says("   Perhaps: There is only one word.");
        course.submit(TinyCourse.STARTER).run("check", "Echo").doesNotSay("Perhaps");
    }

    @Test
    void a_stray_file_among_the_mistakes_takes_no_verdict_away() {
        course.write("solutions/mistakes/tiny/Echo/.DS_Store", new byte[] {0, (byte) 0xff, 1});

        course.checkOf(TinyCourse.HALF).is("failed", "passed", "failed", "failed");
    }

    @Test
    void wrong_use_ends_with_2_and_a_sentence() {
        course.run("check", "Ecko").endsWith(2).complains("Ecko", "did you mean Echo?");
        course.run("check", "Xylophone").endsWith(2).complains("./course lists them");
        course.run("check", "Echo", "--from", "nowhere").endsWith(2).complains("nowhere");
        for (var wrong : new String[][] {{"check", "--format", "xml"}, {"chek"}, {"solution"}}) {
            var ran = course.run(wrong).endsWith(2);
            assertEquals("", ran.out());
            assertFalse(ran.err().contains("\tat "), ran::toString);
        }
    }

    @Test
    void a_machine_that_cannot_ends_with_3_and_a_sentence() {
        var tooLong = course.file("tmp/" + "x".repeat(100));
        course.write("tmp/" + "x".repeat(100) + "/file", "");

        course.run("check", "Echo").endsWith(1);
        course.with("-Djava.io.tmpdir=" + tooLong)
                .run("check", "Echo")
                .endsWith(3)
                .complains("no JVM");
    }

    @Test
    void colour_is_only_for_a_terminal_that_wants_it() {
        course.submit(TinyCourse.HALF);
        var terminal = course.with("-Dcourse.terminal=true");

        terminal.run("check", "Echo").says("\033[", "✓", "✗");
        terminal.run("--plain").doesNotSay("\033", "✓").says("begun Echo");
        terminal.run("check", "Echo", "--plain").doesNotSay("\033", "✓").says("failed 2");
        course.run("check", "Echo").doesNotSay("\033", "✓");
    }

    @Test
    void the_map_and_the_doctor_say_where_one_is() {
        course.run().endsWith(0).says("Tiny", "./course check Echo", "./course read 1");
        course.run("doctor").says("loopback IPv4", "starters");
        course.run("--help").endsWith(0).says("check", "watch", "hint");
    }

    private static String other(String source) {
        return source.replace("Echo", "Other");
    }

    private static List<String> names(java.util.Iterator<String> fields) {
        var names = new ArrayList<String>();
        fields.forEachRemaining(names::add);
        return names;
    }
}
