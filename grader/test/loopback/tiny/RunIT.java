package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `run`, which runs the scripts of lessons through jbang.
@Execution(ExecutionMode.CONCURRENT)
class RunIT {

    private static final String SCRIPT =
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 25+

            /// Shows what it was given.
            void main(String[] args) {
                for (var argument : args) {
                    IO.println("<" + argument + ">");
                }
                for (String line; (line = IO.readln()) != null; ) {
                    IO.println("read " + line);
                }
                System.err.println("an aside");
                System.exit(args.length);
            }
            """;

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        course = TinyCourse.in(folder);
        course.write("lessons/01-tiny/WhatIsGiven.java", SCRIPT);
        course.write("lessons/01-tiny/Broken.java", SCRIPT.replace("void main", "viod main"));
        Built.installJbang(course.root());
    }

    @Test
    void without_a_name_the_scripts_are_listed() {
        course.run("run")
                .endsWith(0)
                .says("1  Tiny", "WhatIsGiven", "Shows what it was given.")
                .complainsOfNothing();
    }

    @Test
    void arguments_input_output_and_exit_status_pass_through() {
        var ran =
                course.runTyping(
                        "one\ntwo\n",
                        "run",
                        "WhatIsGiven",
                        "a b",
                        "-x",
                        "--help",
                        "--plain",
                        "ü$HOME'\"*",
                        "");

        assertEquals(
                "<a b>\n<-x>\n<--help>\n<--plain>\n<ü$HOME'\"*>\n<>\nread one\nread two\n",
                ran.out().replace("\r", ""));
        assertEquals("an aside\n", ran.err().replace("\r", ""));
        ran.endsWith(6);
    }

    @Test
    void a_script_is_found_whatever_its_name_looks_like() {
        course.run("run", "whatisgiven.java").endsWith(0).complains("an aside");
        course.run("run", "WhatIsGivn").endsWith(2).complains("did you mean WhatIsGiven?");
        course.run("run", "Nothing").endsWith(2).complains("./course run lists them");
    }

    @Test
    void ending_the_command_ends_the_script() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs SIGTERM");
        course.write(
                "lessons/01-tiny/Stays.java",
                """
                ///usr/bin/env jbang "$0" "$@" ; exit $?
                //JAVA 25+
                void main() throws Exception {
                    IO.println(ProcessHandle.current().pid());
                    Thread.currentThread().join();
                }
                """);
        var running = course.builder(List.of(), "run", "Stays").start();
        var pid = Long.parseLong(running.inputReader().readLine());
        var script = ProcessHandle.of(pid).orElseThrow();

        running.destroy();

        assertEquals(143, TinyCourse.end(running));
        assertEquals(false, script.isAlive());
        course.nothingIsLeft();
    }

    @Test
    void a_script_that_does_not_compile_is_said_to() {
        var ran = course.run("run", "Broken");

        assertEquals(true, ran.status() != 0, ran::toString);
        assertEquals(true, ran.err().contains("Broken.java:5"), ran::toString);
    }
}
