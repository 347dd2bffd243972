package loopback.tiny;

import static loopback.tiny.TinyCourse.echo;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Solutions that would end the JVM, take its memory or its threads, or reach what is not theirs.
@Tag("bomb")
class EndingsIT {

    private static final String[] NOT_RUN = {"not-run", "not-run", "not-run"};
    private static final String[] ALL_ENDED = {"ended-the-jvm", "ended-the-jvm", "ended-the-jvm"};

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void ending_the_jvm_is_refused_with_the_line() {
        course.checkOf(echo("System.exit(0);\n        return text;"))
                .is("refused", NOT_RUN)
                .has(0, 4)
                .says("Echo.java:11  System.exit: it ends the JVM");
        course.checkOf(echo("return text;", "static { Runtime.getRuntime().halt(0); }"))
                .is("refused", NOT_RUN)
                .says("Echo.java:13  Runtime.halt: it ends the JVM");
        course.run("check", "Echo").endsWith(1).says("may not do this", "Echo.java:13");
    }

    @Test
    void an_exit_in_a_helper_is_refused_with_the_file_of_the_helper() {
        course.write(
                "exercises/src/tiny/Helper.java",
                "package tiny;\n\nenum Helper { ONE { { System.exit(0); } } }\n");

        course.checkOf(echo("return text + Helper.ONE;"))
                .is("refused", NOT_RUN)
                .says("Helper.java:3  System.exit");
    }

    @Test
    void reflection_is_refused_with_the_line() {
        course.checkOf(
                        echo(
                                "try { return (String) Class.forName(\"tiny.EchoTest\")"
                                        + ".getMethod(\"x\").invoke(null); } catch (Exception e) { return \"\"; }"))
                .is("refused", NOT_RUN)
                .says("Echo.java:11  Class.forName: it is reflection");
    }

    @Test
    void what_an_exercise_declares_to_use_is_allowed_and_nothing_else() {
        var writing =
                echo("return text + java.nio.file.StandardOpenOption.READ.name().substring(4);");
        course.checkOf(writing).is("refused", NOT_RUN).says("this exercise needs no file");
        course.declare("@kit.Uses(\"files\")");

        course.checkOf(writing).is("passed", "passed", "passed", "passed");
        course.checkOf(echo("try { new FileWriter(text); } catch (IOException e) { } return text;"))
                .is("refused", NOT_RUN)
                .says("FileWriter");
    }

    @Test
    void a_capability_that_is_none_is_named_with_those_that_are() {
        course.declare("@kit.Uses(\"java.nio.file\")");

        course.run("check", "Echo")
                .endsWith(2)
                .complains(
                        "tiny/EchoTest.java: @Uses: \"java.nio.file\" is no capability: there are"
                                + " files, resolver, tls, unix-sockets");
    }

    @Test
    void recursion_without_end_fails_with_its_line() {
        course.checkOf(echo("return echo(text);"))
                .is("failed", "failed", "failed", "failed")
                .step(1, "StackOverflowError", "at tiny.Echo.echo(Echo.java:11)");
    }

    @Test
    void memory_without_end_ends_the_jvm_and_the_others_run() {
        course.checkOf(
                        echo(
                                "if (text.equals(\"two\")) { var all = new ArrayList<byte[]>();"
                                        + " while (true) all.add(new byte[1 << 20]); } return text;"))
                .is("failed", "passed", "ended-the-jvm", "passed")
                .step(2, "took all memory");
    }

    @Test
    void memory_without_end_cannot_be_swallowed() {
        course.checkOf(
                        echo(
                                "var all = new ArrayList<byte[]>(); while (true) {"
                                        + " try { all.add(new byte[1 << 20]); } catch (Throwable e) { } }"))
                .is("failed", ALL_ENDED)
                .step(1, "took all memory");
    }

    @Test
    void an_error_of_the_jvm_that_is_thrown_by_hand_only_fails_the_step() {
        course.checkOf(
                        echo(
                                """
                                if (text.equals("one")) throw new OutOfMemoryError("so it says");
                                if (text.equals("two")) throw new StackOverflowError();
                                return text;
                                """))
                .is("failed", "failed", "failed", "passed")
                .step(1, "your code threw OutOfMemoryError: so it says", "Echo.java:11")
                .step(2, "StackOverflowError");
        course.checkOf(echo("throw new ThreadDeath();")).is("refused", NOT_RUN);
    }

    @Test
    void two_thousand_threads_do_not_take_the_verdict_away() {
        course.checkOf(
                        echo(
                                """
                                if (text.equals("one")) {
                                    for (int i = 0; i < 2000; i++) {
                                        new Thread(() -> {
                                            while (true) java.util.concurrent.locks.LockSupport.park();
                                        }).start();
                                    }
                                }
                                return text;
                                """))
                .has(3, 4);
    }

    @Test
    void a_thread_that_ends_the_jvm_between_steps_costs_only_points() {
        course.checkOf(
                        echo(
                                "new Thread(() -> { var all = new ArrayList<byte[]>();"
                                        + " while (true) all.add(new byte[1 << 20]); }).start(); return text;"))
                .has(0, 4);
    }
}
