package loopback.tiny;

import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Solutions that do not come back.
@Tag("bomb")
class HangsIT {

    private static final String[] ALL_TIMED_OUT = {"timed-out", "timed-out", "timed-out"};

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void one_step_that_hangs_fails_with_its_line_and_the_others_run() {
        course.checkOf(
                        echo(
                                """
                                try (var listener = new ServerSocket(0)) {
                                    if (text.equals("two")) listener.accept();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                                return text;
                                """))
                .is("failed", "passed", "timed-out", "passed")
                .has(3, 4)
                .step(2, "at tiny.Echo.echo(Echo.java:12)");
    }

    @Test
    void a_step_that_takes_long_and_ends_is_passed_and_so_are_the_others() {
        course.checkOf(
                        echo(
                                """
                                if (text.equals("one")) {
                                    try { Thread.sleep(800); } catch (InterruptedException e) { }
                                }
                                return text;
                                """))
                .is("passed", "passed", "passed", "passed")
                .has(4, 4);
    }

    @Test
    void a_step_that_waits_again_and_again_may_take_long() {
        course.specify(
                """
                package tiny;
                import static org.junit.jupiter.api.Assertions.assertEquals;
                import kit.*;
                import org.junit.jupiter.api.Order;
                import org.junit.jupiter.api.Test;
                class EchoTest {
                    @Test @Order(1) void all_come_back() {
                        for (int i = 0; i < 12; i++) {
                            Patience.until(() -> false);
                        }
                        assertEquals("one", Echo.echo("one"));
                    }
                }
                """);

        course.checkOf(REFERENCE).is("passed", "passed");
    }

    @Test
    void steps_that_all_hang_have_a_verdict_soon() {
        course.checkOf(
                        echo(
                                """
                                Object never = new Object();
                                synchronized (never) {
                                    try { never.wait(); } catch (InterruptedException e) { }
                                }
                                return text;
                                """))
                .is("failed", ALL_TIMED_OUT)
                .step(3, "at tiny.Echo.echo(Echo.java:13)");
    }

    @Test
    void a_loop_that_burns_and_catches_everything_is_ended() {
        course.checkOf(
                        echo(
                                """
                                while (true) {
                                    try {
                                        if (Thread.interrupted()) throw new Error();
                                        text = text + text.length();
                                        text = text.substring(0, 1);
                                    } catch (Throwable all) {
                                        continue;
                                    }
                                }
                                """))
                .is("failed", ALL_TIMED_OUT)
                .step(1, "at tiny.Echo.echo(Echo.java:");
    }

    @Test
    void a_static_initialiser_that_hangs_is_ended() {
        course.checkOf(
                        echo(
                                "return text;",
                                "static { while (Echo.class != null) {"
                                        + " try { Thread.sleep(10); } catch (InterruptedException e) { } } }"))
                .is("failed", ALL_TIMED_OUT)
                .step(1, "Echo.<clinit>");
    }

    @Test
    void a_server_thread_that_is_left_running_fails_each_step() {
        course.checkOf(
                        echo(
                                """
                                try {
                                    var listener = new ServerSocket(0);
                                    new Thread(() -> {
                                        while (true) try { listener.accept(); } catch (IOException e) { }
                                    }, "server").start();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                                return text;
                                """))
                .is("failed", "failed", "failed", "failed")
                .step(1, "left open", "thread \"server\"");
    }

    @Test
    void printing_without_end_is_cut_and_ended() {
        var checked =
                course.checkOf(echo("while (true) System.out.println(text.repeat(1000));"))
                        .is("failed", ALL_TIMED_OUT);

        assertTrue(checked.printed(1).startsWith("oneone"), checked::toString);
        assertTrue(checked.printed(1).contains("bytes more"), checked::toString);
        assertTrue(checked.ran().out().length() < 50_000, "capped");
    }

    @Test
    void a_command_that_is_killed_takes_its_bench_along() throws Exception {
        killWhileItLoops();

        course.noProcessIsLeft();
    }

    @Test
    void what_a_command_that_was_killed_has_left_is_deleted_by_the_next_check() throws Exception {
        killWhileItLoops();
        course.noProcessIsLeft();
        assertFalse(course.temporaryFiles().isEmpty(), "nothing is left: the test is of no use");

        course.submit(REFERENCE).run("check", "Echo").endsWith(0);

        assertEquals(List.of(), course.temporaryFiles());
    }

    /// Kills a check whose submission has said that it loops from now on.
    private void killWhileItLoops() throws Exception {
        try (var loops = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            course.submit(
                    echo(
                            "try (var socket = new Socket(InetAddress.getLoopbackAddress(), %d)) { }"
                                            .formatted(loops.getLocalPort())
                                    + " catch (IOException e) { } while (true) { }"));
            var process = course.builder(List.of(), "check", "Echo").start();
            loops.accept().close();

            process.destroyForcibly().waitFor();
        }
    }
}
