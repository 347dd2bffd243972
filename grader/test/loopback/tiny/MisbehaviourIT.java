package loopback.tiny;

import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Solutions whose objects lie, whose output pretends, or that leave something open.
@Tag("bomb")
class MisbehaviourIT {

    private static final String[] ALL_FAILED = {"failed", "failed", "failed"};

    private static final String THROW =
            "switch (text) { case \"one\": throw new First();"
                    + " case \"two\": throw new Second(); default: throw new Third(); }";

    /// Often, so that the JDK has the time to close what it found.
    private static final String COLLECTS_GARBAGE =
            """
            @org.junit.jupiter.api.AfterEach
            void collects_garbage() {
                for (int i = 0; i < 20; i++) {
                    System.gc();
                }
            }
            """;

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void a_verdict_on_standard_output_is_only_text() {
        var forged =
                """
                System.out.println("{\\"exercise\\":\\"tiny/Echo\\",\\"status\\":\\"passed\\"}");
                System.err.println("All steps passed.");
                return "";
                """;

        var checked = course.checkOf(echo(forged)).is("failed", ALL_FAILED).has(0, 4);

        assertTrue(checked.printed(1).contains("\"passed\"}\nAll steps"), checked::toString);
        course.run("check", "Echo")
                .endsWith(1)
                .says("your code printed:\n   {\"exercise\"", "\n   All steps passed.");
    }

    @Test
    void an_exception_whose_methods_throw_only_fails_the_step() {
        course.checkOf(
                        echo(
                                THROW,
                                liar("First", "String getMessage()", "throw new Error();")
                                        + liar(
                                                "Second",
                                                "Throwable getCause()",
                                                "throw new Error();")
                                        + liar(
                                                "Third",
                                                "StackTraceElement[] getStackTrace()",
                                                "throw new Error();")))
                .is("failed", ALL_FAILED)
                .step(1, "First")
                .step(2, "Second")
                .step(3, "Third");
    }

    @Test
    void an_exception_whose_methods_never_end_only_fails_the_step() {
        course.checkOf(
                        echo(
                                THROW,
                                liar("First", "String getMessage()", "while (true) { }")
                                        + liar("Second", "Throwable getCause()", "while (true) { }")
                                        + liar("Third", "String toString()", "while (true) { }")))
                .is("failed", ALL_FAILED)
                .step(1, "First")
                .step(2, "Second")
                .step(3, "Third");
    }

    @Test
    void causes_without_end_are_followed_a_little_way() {
        course.checkOf(
                        echo(
                                "throw new Liar();",
                                liar("Liar", "Throwable getCause()", "return new Liar();")))
                .is("failed", ALL_FAILED)
                .step(1, "your code threw Liar");
    }

    @Test
    void a_huge_message_is_cut() {
        var checked =
                course.checkOf(echo("throw new RuntimeException(\"x\".repeat(50_000_000));"))
                        .is("failed", ALL_FAILED)
                        .step(1, "your code threw RuntimeException: xxxx");

        assertTrue(checked.message(1).length() < 10_000);
        assertTrue(checked.message(1).contains("Echo.java:11"));
    }

    @Test
    void escape_sequences_reach_no_terminal() {
        course.submit(
                echo(
                        "System.out.println(\"\\033[2Jprinted\");"
                                + " throw new RuntimeException(\"\\033]0;title\\007\\u009b2Jthrown\\r\\nnext\");"));

        var ran = course.run("check", "Echo").endsWith(1).says("printed", "thrown", "next");

        assertFalse(
                ran.out().chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)),
                () -> ran.out().replace('\033', '!'));
        course.submit(echo("return \"\033[2J\" + txet;"))
                .run("check", "Echo")
                .endsWith(1)
                .says("·[2J")
                .doesNotSay("\033");
    }

    @Test
    void a_source_without_an_end_is_not_read() throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        var from = course.file("../from/tiny");
        Files.createDirectories(from);
        Files.createSymbolicLink(from.resolve("Echo.java"), Path.of("/dev/zero"));
        course.run("check", "Echo", "--from", "from").endsWith(1).says("is no ordinary file");
        Files.delete(from.resolve("Echo.java"));
        new ProcessBuilder("mkfifo", from.resolve("Echo.java").toString()).start().waitFor();
        course.run("check", "Echo", "--from", "from").endsWith(1).says("is no ordinary file");
        Files.delete(from.resolve("Echo.java"));
        Files.writeString(from.resolve("Echo.java"), " ".repeat(2_000_000));
        course.run("check", "Echo", "--from", "from").endsWith(1).says("which no source needs");
    }

    @Test
    void the_name_of_a_source_reaches_no_terminal_raw() {
        course.write(
                "exercises/src/tiny/Help\033er.java",
                "package tiny; class Help\033er { static int x = y; }");

        var ran = course.submit(echo("return \"\" + Help\033er.x;")).run("check", "Echo");

        assertFalse((ran.out() + ran.err()).contains("\033"), ran::toString);
        ran = course.run("check", "Echo", "--from", "no\033such").endsWith(2);
        assertFalse((ran.out() + ran.err()).contains("\033"), ran::toString);
    }

    @Test
    void a_line_without_end_does_not_take_the_memory_of_the_kit() {
        course.specify(
                """
                package tiny;
                import java.net.*;
                import kit.*;
                import org.junit.jupiter.api.Order;
                import org.junit.jupiter.api.Test;
                class EchoTest {
                    @Test @Order(1) void a_line_comes() throws Exception {
                        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                            Attempt.to(() -> Echo.echo(listener));
                            try (var alice = Peer.connect("alice", listener)) { alice.receivesLine(); }
                        }
                    }
                }
                """);
        var source =
                """
                package tiny;
                import java.io.*;
                import java.net.*;
                public class Echo {
                    public static void echo(ServerSocket listener) throws IOException {
                        try (var socket = listener.accept(); var out = socket.getOutputStream()) {
                            %s
                        }
                    }
                }
                """;
        course.write("solutions/src/tiny/Echo.java", source.formatted("out.write('\\n');"));

        course.checkOf(source.formatted("while (true) out.write(\"x\".repeat(50_000).getBytes());"))
                .is("failed", "failed")
                .step(1, "expected  a line", "then more than 16 MiB");
        course.checkOf(source.formatted("out.write('\\n');")).is("passed", "passed");
    }

    /// What a submission throws, or sends, is in the events of a step what it is in the transcript: a
    /// part of one line.
    @Test
    void no_event_is_made_up() {
        course.specify(
                """
                package tiny;
                import java.net.*;
                import kit.*;
                import org.junit.jupiter.api.Order;
                import org.junit.jupiter.api.Test;
                class EchoTest {
                    @Test @Order(1) void it_echoes() throws Exception {
                        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                                var alice = Peer.connect("alice", listener)) {
                            Attempt.to(() -> Echo.echo(listener)).ends();
                            alice.receives("hello");
                        }
                    }
                }
                """);
        var source =
                """
                package tiny;
                import java.io.*;
                import java.net.*;
                public class Echo {
                    static final String FORGED = "\\n9\\tbob\\tsends\\t1\\t1\\tbob\\t\\"x\\"\\n";
                    public static void echo(ServerSocket listener) throws IOException {
                        try (var socket = listener.accept(); var out = socket.getOutputStream()) {
                            %s
                        }
                    }
                }
                """;
        course.write(
                "solutions/src/tiny/Echo.java",
                source.formatted("out.write(\"hello\".getBytes());"));

        var sent = course.checkOf(source.formatted("out.write(FORGED.getBytes());"));
        var thrown =
                course.checkOf(
                        source.formatted(
                                "System.out.print(FORGED); throw new IOException(FORGED);"));

        sent.is("failed", "failed");
        thrown.is("failed", "failed");
        for (var checked : List.of(sent, thrown)) {
            for (var event : checked.json().get("tests").get(0).get("events")) {
                assertTrue(
                        List.of("alice", "you").contains(event.get("who").asText()),
                        checked::toString);
                assertTrue(event.get("number").asInt() < 5, checked::toString);
            }
        }
        assertTrue(
                thrown.json().findValuesAsText("what").stream()
                        .anyMatch(what -> what.contains("\n9\tbob")),
                thrown::toString);
    }

    @Test
    void a_list_whose_equals_lies_is_found_out() {
        course.specify(
                """
                package tiny;
                import static org.junit.jupiter.api.Assertions.assertEquals;
                import java.util.List;
                import org.junit.jupiter.api.Order;
                import org.junit.jupiter.api.Test;
                class EchoTest {
                    @Test @Order(1) void it_is_a_copy() {
                        assertEquals(List.of("a"), List.copyOf(Echo.echo()));
                    }
                    @Test @Order(2) void it_is_itself() {
                        assertEquals(List.of("a"), Echo.echo());
                    }
                }
                """);
        var liar =
                """
                package tiny;
                import java.util.*;
                public class Echo {
                    public static List<String> echo() { %s }
                    static class Liar extends ArrayList<String> {
                        private static final long serialVersionUID = 1;
                        @Override public boolean equals(Object o) { return true; }
                        @Override public int hashCode() { return List.of("a").hashCode(); }
                        @Override public String toString() { throw new Error(); }
                    }
                }
                """;
        course.write("solutions/src/tiny/Echo.java", liar.formatted("return List.of(\"a\");"));

        course.checkOf(liar.formatted("return List.of(\"a\");")).is("passed", "passed", "passed");
        course.checkOf(liar.formatted("return new Liar();")).is("failed", "failed", "failed");
    }

    @Test
    void a_socket_that_is_left_open_fails_the_step_with_its_address() {
        var forgets =
                echo(
                        "try { open.add(new ServerSocket(0)); } catch (IOException e) { }"
                                + " return text;",
                        "static final List<Object> open = new ArrayList<>();");
        var checked = course.checkOf(forgets);

        if (System.getProperty("os.name").equals("Linux")) {
            checked.is("failed", ALL_FAILED).step(1, "left open", "TCP socket listening on ");
        }
    }

    @Test
    void what_is_left_open_is_seen_after_a_collection_of_garbage_too() {
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace("class EchoTest {", "class EchoTest {\n" + COLLECTS_GARBAGE));
        var forgets =
                echo(
                        "try { new ServerSocket(0); new DatagramSocket(); }"
                                + " catch (IOException e) { } return text;");
        var checked = course.checkOf(forgets);

        if (System.getProperty("os.name").equals("Linux")) {
            checked.is("failed", ALL_FAILED)
                    .step(1, "left open", "TCP socket listening on ", "UDP socket ");
        }
    }

    @Test
    void a_thread_that_is_left_fails_the_step_with_its_name_and_line() {
        var waits = "while (true) java.util.concurrent.locks.LockSupport.park(); })";
        course.checkOf(
                        echo(
                                "(text.equals(\"one\") ? Thread.ofPlatform().name(\"alice\")"
                                        + " : Thread.ofVirtual().name(\"bob\")).start(() -> {"
                                        + waits
                                        + "; return text;"))
                .is("failed", ALL_FAILED)
                .step(1, "left open", "thread \"alice\"", "Echo.java:11")
                .step(2, "left open", "virtual thread \"bob\"");
    }

    @Test
    void an_interrupt_that_is_left_behind_does_not_matter() {
        course.checkOf(
                        echo(
                                """
                                Thread.currentThread().interrupt();
                                if (text.equals("two")) throw new RuntimeException(text);
                                return text;
                                """))
                .is("failed", "passed", "failed", "passed")
                .step(2, "your code threw RuntimeException: two", "Echo.java:12");
    }

    @Test
    void a_closed_standard_output_does_not_matter() {
        course.checkOf(echo("System.out.close(); System.err.close(); return text;"))
                .is("passed", "passed", "passed", "passed");
    }

    @Test
    void what_is_printed_is_shown_with_the_step_that_printed_it() {
        var checked =
                course.checkOf(echo("System.out.print(\"now \" + text); return \"\";"))
                        .is("failed", ALL_FAILED);

        assertEquals("now one", checked.printed(1));
        assertEquals("now three", checked.printed(3));
    }

    @Test
    void a_static_initialiser_that_throws_fails_the_steps() {
        course.checkOf(echo("return text;", "static { if (true) throw new Error(\"so\"); }"))
                .is("failed", ALL_FAILED)
                .step(1, "Error", "Echo.java:13");
    }

    private static String liar(String name, String method, String body) {
        return "static class "
                + name
                + " extends RuntimeException {"
                + " private static final long serialVersionUID = 1;"
                + " @Override public "
                + method
                + " { "
                + body
                + " } }";
    }
}
