package loopback.tiny;

import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Nothing of a submission meets the next one, with one worker either, which grades them one after
/// the other; and nothing of a hidden step meets a submission.
@Execution(ExecutionMode.CONCURRENT)
class AloneIT {

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
    }

    @Test
    void what_one_leaves_in_the_jvm_the_next_does_not_find() {
        graded.hasFrom("a-leaves", echo("Thread.currentThread().setName(\"left\"); return text;"))
                .hasFrom("b-looks", looks("Thread.currentThread().getName().equals(\"left\")"))
                .hasFrom("c-leaves", echo("Thread.currentThread().setPriority(1); return text;"))
                .hasFrom("d-looks", looks("Thread.currentThread().getPriority() == 1"));

        grade();

        allHaveFullMarks();
    }

    @Test
    void what_one_leaves_to_the_heirs_of_a_thread_harms_nobody() {
        graded.hasFrom(
                        "a-leaves",
                        echo(
                                "new InheritableThreadLocal<String>() { @Override protected String"
                                        + " childValue(String value) { throw new Error(); } }"
                                        + ".set(text); return text;"))
                .hasFrom(
                        "b-starts-a-thread",
                        echo(
                                "try { new Thread(() -> { }).start(); } catch (Error e) { return"
                                        + " \"found\"; } return text;"));

        grade();

        allHaveFullMarks();
    }

    @Test
    void what_one_leaves_in_files_and_processes_the_next_does_not_find() {
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace(
                                "@Test\n    @Order(1)",
                                """
                                static boolean nothingIsLeft() {
                                    return java.nio.file.Files.notExists(LEFT)
                                            && ProcessHandle.allProcesses().count() <= 2;
                                }

                                static final java.nio.file.Path LEFT = java.nio.file.Path.of("/tmp/left");

                                @Test
                                @Order(1)
                                void nothing_is_left_and_some_leave_something() throws Exception {
                                    org.junit.jupiter.api.Assertions.assertTrue(nothingIsLeft());
                                    if (Echo.echo("leave").equals("left")) {
                                        java.nio.file.Files.writeString(LEFT, "");
                                        new ProcessBuilder(JAVA, "-m", "jdk.httpserver", "-p", "0", "-d", "/tmp").start();
                                        org.junit.jupiter.api.Assertions.assertFalse(nothingIsLeft());
                                    }
                                }

                                @Test
                                @Order(4)\
                                """
                                        .replace(
                                                "JAVA",
                                                '"'
                                                        + System.getProperty("java.home")
                                                        + "/bin/java\"")));
        graded.hasFrom("a-leaves", echo("return text.equals(\"leave\") ? \"left\" : text;"))
                .hasFrom("b-looks", REFERENCE);

        grade();

        var left = graded.echo("results", "a-leaves").get("steps").get(0).get("message").asText();
        assertTrue(left.startsWith("left open after the step"), left);
        assertEquals(4, graded.points("results", "b-looks"));
    }

    @Test
    void a_hidden_step_shows_neither_its_name_nor_its_lines_to_a_submission() {
        course.write(
                "../hidden/tiny/EchoTest.java",
                GradedClass.HIDDEN.replace(
                        "assertEquals(\"\", Echo.echo(\"\"));",
                        "Runnable secretly = () -> helper(); secretly.run(); }\n"
                                + "private static void helper() { assertEquals(\"\", Echo.echo(\"\"));"));
        course.write(
                "../sheet.toml",
                course.read("../sheet.toml").replace("[ex", "hidden = \"hidden\"\n[ex"));
        graded.hasFrom(
                "ann",
                echo(
                        "var seen = new StringBuilder(); for (var frame :"
                                + " Thread.currentThread().getStackTrace()) if"
                                + " (frame.getClassName().startsWith(\"tiny.EchoTest\"))"
                                + " seen.append(frame).append(' '); return text.isEmpty() ?"
                                + " seen.toString() : text;"));

        grade();

        var hidden = graded.echo("results", "ann").get("steps").get(3);
        assertEquals("nothing_comes_back", hidden.get("name").asText());
        var seen = hidden.get("message").asText();
        assertTrue(seen.contains("tiny.EchoTest.step_1(Unknown Source)"), seen);
        assertFalse(seen.contains("nothing") || seen.contains("helper"), seen);
        assertFalse(seen.contains("EchoTest.java"), seen);
    }

    /// A submission that gives another answer if it finds something.
    private static String looks(String found) {
        return REFERENCE.replace("return text;", "return " + found + " ? \"found\" : text;");
    }

    private void grade() {
        graded.grade("results", "--workers", "1").endsWith(0);
    }

    private void allHaveFullMarks() {
        for (var student : graded.students("results")) {
            assertEquals(
                    4,
                    graded.points("results", student),
                    () -> "" + graded.marks("results", student));
        }
    }
}
