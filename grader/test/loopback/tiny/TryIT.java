package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import loopback.course.Exercise;
import loopback.course.ProgramScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `try`, which runs an answer as the program it is.
@Execution(ExecutionMode.CONCURRENT)
class TryIT {

    private static final String SCRIPT =
            ProgramScript.header(Exercise.of("tiny/Echo"))
                    + """

                    import kit.Program;

                    /// Gives back TEXT, so many TIMES.
                    void main(String[] args) {
                        Program.run("tiny/Echo", "TEXT=hello [TIMES=1]", args, this::echo);
                    }

                    void echo(Program program) {
                        for (int i = 0; i < program.number("TIMES"); i++) {
                            program.says(tiny.Echo.echo(program.text("TEXT")));
                        }
                    }
                    """;

    /// Tells its client what the answer makes of a word, and the next when that one has gone.
    private static final String SERVER =
            ProgramScript.header(Exercise.of("tiny/Echo"))
                    + """

                    import kit.Program;
                    import kit.RealPeers;

                    /// Listens on PORT.
                    void main(String[] args) {
                        Program.run("tiny/Echo", "[PORT=0]", args, RealPeers.TCP_CLIENTS, this::serve);
                    }

                    void serve(Program program) throws IOException {
                        try (var listener = program.listener()) {
                            while (true) {
                                try (var client = listener.accept()) {
                                    var answer = tiny.Echo.echo("hi") + "\\n";
                                    client.getOutputStream().write(answer.getBytes());
                                    client.getInputStream().readAllBytes();
                                }
                            }
                        }
                    }
                    """;

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        course = TinyCourse.in(folder);
        course.write("exercises/try/tiny/Echo.java", SCRIPT);
        Built.installJbang(course.root());
    }

    @Test
    void without_a_name_what_can_be_run_is_listed() {
        course.more("Silent");

        course.run("try")
                .endsWith(0)
                .says("1  Tiny", "Echo", "Gives back TEXT, so many TIMES.")
                .doesNotSay("Silent");
        course.run("try", "Silent").endsWith(2).complains("./course try lists what there is");
    }

    @Test
    void the_answer_runs_and_not_the_reference() {
        course.submit(TinyCourse.HALF);

        assertEquals("one\none\n", course.run("try", "Echo", "two", "2").endsWith(0).out());
    }

    @Test
    void the_starter_is_one_sentence() {
        course.run("try", "echo", "two")
                .endsWith(1)
                .complains(
                        "Echo is not written yet, TODO: echo: edit exercises/src/tiny/Echo.java");
    }

    @Test
    void what_an_answer_throws_is_shown_with_its_own_lines() {
        course.submit(TinyCourse.echo("throw new IllegalStateException(text, oh());", members()));

        var ran = course.run("try", "Echo", "two").endsWith(1);

        assertEquals(
                """
                Echo throws java.lang.IllegalStateException: two
                   at tiny.Echo.echo(Echo.java:11)
                because of java.io.IOException: oh
                   at tiny.Echo.oh(Echo.java:13)
                   at tiny.Echo.echo(Echo.java:11)
                """,
                ran.err());
    }

    private static String members() {
        return "static Exception oh() { return new IOException(\"oh\"); }";
    }

    @Test
    void another_answer_is_run_from_its_folder_with_what_it_names() {
        var helped = TinyCourse.echo("return Helper.WORD + text;");
        course.write("other dir/tiny/Echo.java", helped);
        course.write(
                "other dir/tiny/Helper.java",
                "package tiny;\nclass Helper {" + " static final String WORD = \"helped \"; }\n");
        course.write("other dir/tiny/Broken.java", "package tiny;\nclass Broken {\n");
        var other = course.file("other dir").toString();

        assertEquals(
                "helped two\n",
                course.run("try", "Echo", "two", "--from", other).endsWith(0).out());
        course.run("try", "--from", "nowhere", "Echo", "two")
                .endsWith(2)
                .complains("nowhere is not a folder");
        course.run("try", "Echo", "--from", course.file("lessons").toString())
                .endsWith(2)
                .complains("tiny/Echo.java is not there");
    }

    @Test
    void the_reference_is_run_after_full_marks_or_on_demand() {
        course.run("try", "Echo", "two", "--solution")
                .endsWith(2)
                .complains("tiny/Echo does not have full marks yet", "--spoil");
        assertEquals("two\n", course.run("try", "Echo", "two", "--spoil").endsWith(0).out());

        course.submit(TinyCourse.REFERENCE);
        course.run("check", "Echo").endsWith(0).says("./course try Echo, then ./course");
        assertEquals("two\n", course.run("try", "--solution", "Echo", "two").endsWith(0).out());
    }

    @Test
    void wrong_use_is_one_sentence() {
        course.submit(TinyCourse.REFERENCE);
        var example = "; for example ./course try Echo hello";

        course.run("try", "Echo").endsWith(2).complains("Echo: it takes TEXT [TIMES]" + example);
        course.run("try", "Echo", "two", "x")
                .endsWith(2)
                .complains("TIMES is \"x\" and no number from 1 to 2147483647" + example);
        course.run("try", "Echo", "two", "1", "--wier")
                .endsWith(2)
                .complains("\"--wier\" is one too many" + example);
        course.run("try", "Echo", "two", "--wire")
                .endsWith(2)
                .complains("there is nothing to see with --wire" + example);
    }

    @Test
    void what_does_not_compile_is_said_with_its_line() {
        course.submit(TinyCourse.echo("return texd;"));

        var ran = course.run("try", "Echo", "two");

        assertEquals(true, ran.status() != 0, ran::toString);
        assertEquals(true, ran.err().contains(course.mine() + ":11"), ran::toString);
    }

    @Test
    void the_wire_is_shown_in_the_words_of_a_check_until_the_command_ends() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs SIGTERM");
        course.write("exercises/try/tiny/Echo.java", SERVER);
        course.submit(TinyCourse.REFERENCE);
        var running = course.builder(List.of(), "try", "Echo", "--wire").start();
        var lines = running.inputReader();
        var port = lines.readLine().replaceAll(".*:(\\d+) until .*", "$1");
        for (String line; !(line = lines.readLine()).contains("python3"); ) {
            assertEquals("   ", line.substring(0, 3));
        }
        try (var client = new Socket("127.0.0.1", Integer.parseInt(port))) {
            assertEquals("client-1  connects", lines.readLine());
            assertEquals("you       send 3 bytes  \"hi\\n\"", lines.readLine());
            client.getOutputStream().write("oh\n".getBytes());
            assertEquals("client-1  sends 3 bytes  \"oh\\n\"", lines.readLine());
            client.shutdownOutput();
            assertEquals("client-1  finishes", lines.readLine());
            assertEquals("you       close", lines.readLine());
        }

        running.toHandle().destroy();

        assertEquals(143, TinyCourse.end(running));
        assertEquals("", new String(running.getErrorStream().readAllBytes()));
        course.nothingIsLeft();
    }
}
