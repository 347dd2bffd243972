package loopback.tiny;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What `new` lays down, and what `lint` misses.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class LintIT {

    @TempDir private Path folder;
    private TinyCourse course;

    @BeforeEach
    void make() {
        course = TinyCourse.in(folder);
    }

    @Test
    void it_says_what_is_missing_and_counts() {
        course.run("lint", "Echo")
                .endsWith(1)
                .says("failed not so: tiny/Echo: there is another right solution")
                .says("put one in solutions/alternatives/tiny/Echo/HOW-IT-IS-BUILT/")
                .says("0 of 6 in solutions/mistakes/tiny/Echo")
                .says("no mistake breaks   echo: Gives back its argument.")
                .says("exercises/try/tiny/Echo.java is missing", "exercises/try/none.toml says why")
                .says(" looked at, 4 missing or wrong")
                .doesNotSay("\033");
    }

    @Test
    void what_is_missing_is_said_where_a_specification_is_all_there_is() {
        course.write("exercises/test/tiny/AloneTest.java", "package tiny;\nclass AloneTest {}\n");

        course.run("lint", "Alone")
                .endsWith(1)
                .says("solutions/src/tiny/Alone.java is missing")
                .says("exercises/src/tiny/Alone.java is missing")
                .says("no lesson names it: put it into the header of one, :exercises: tiny/Alone");
        course.run("check", "Alone")
                .endsWith(2)
                .complains("tiny/Alone belongs to no lesson", ":exercises: tiny/Alone");
        course.run("lint", "Nobody").endsWith(2).complains("no exercise and no lesson");
    }

    @Test
    void what_does_not_compile_is_said_and_the_rest_looked_at() {
        course.write("exercises/test/tiny/EchoTest.java", "package tiny;\nclass EchoTest {\n");

        course.run("lint", "Echo")
                .endsWith(1)
                .says("the specification of tiny/Echo does not compile")
                .says("there is another right solution");
    }

    @Test
    void what_a_solution_does_is_checked_once_until_something_changes() {
        var alternative = "solutions/alternatives/tiny/Echo/half/Echo.java";
        course.write(alternative, TinyCourse.HALF);

        course.run("lint", "tiny")
                .endsWith(1)
                .says("not so: tiny/Echo: alternative half passes", "expected  two");
        course.run("lint", "tiny", "--quick").endsWith(1).doesNotSay("alternative half passes");
        course.write(alternative, TinyCourse.REFERENCE);
        course.run("lint", "01-tiny").doesNotSay("alternative half passes");
        course.write(alternative, TinyCourse.HALF);
        course.run("lint", "1").says("alternative half passes");
    }

    @Test
    void an_exercise_with_nothing_to_run_is_recorded_with_the_reason() {
        course.write("exercises/try/none.toml", "\"tiny/Echo\" = 'It is only an echo.'\n");
        course.run("lint", "--quick", "Echo").doesNotSay("exercises/try");

        course.run("new", "tiny/Framer", "cut").endsWith(0);
        course.write("exercises/try/none.toml", "\"tiny/Framer\" = 'x'\n\"tiny/Gone\" = 'x'\n");
        course.run("lint", "--quick", "Framer")
                .says(
                        "exercises/try/none.toml says that tiny/Framer has nothing to run, but it has");
        course.run("lint", "--quick")
                .says("exercises/try/none.toml: there is no exercise tiny/Gone");
    }

    @Test
    void a_new_exercise_runs_and_says_what_is_to_be_written() {
        course.run("new", "tiny/Framer", "cut \"bytes\" into lines")
                .endsWith(0)
                .says("exercises/test/tiny/FramerTest.java", "./course lint tiny/Framer");

        course.run("check", "Framer").endsWith(1).says("Not begun: cut \"bytes\" into lines");
        course.run("lint", "Framer")
                .endsWith(1)
                .says(
                        "exercises/test/tiny/FramerTest.java:10: // WRITE: ",
                        "solutions/src/tiny/Framer.java:3: /// WRITE: ",
                        "exercises/try/tiny/Framer.java:8: /// WRITE: ",
                        "what-the-learner-believed.diff:1: Perhaps: WRITE: ",
                        "1 of 6 in solutions/mistakes/tiny/Framer",
                        "a specification has 3 steps or more, this one 1")
                .doesNotSay("is caught", "passes", "fails everywhere", "hint for step");
        course.run("new", "tiny/Framer", "x").endsWith(2).complains("is there already");
    }

    @Test
    void a_new_lesson_says_what_is_to_be_written() {
        course.run("new", "framing/Framer", "cut")
                .endsWith(2)
                .complains("there is no lesson framing yet: ./course new 02-framing");
        course.run("new", "02-framing").endsWith(0).says("lessons/02-framing/README.adoc");

        course.run("lint", "framing")
                .endsWith(1)
                .says("its header has no :exercises:", "README.adoc:5: WRITE: a surprise");
        course.run("new", "framing/Framer", "cut").endsWith(0);
        course.run("lint", "2")
                .endsWith(1)
                .doesNotSay(":exercises:")
                .says("lessons/02-framing/hints.adoc:7: WRITE: ");
        for (var wrong : new String[] {"framing", "02-other", "03-tiny"}) {
            course.run("new", wrong).endsWith(2);
        }
        course.run("new", "framing/framer", "cut").endsWith(2).complains("framing/LineFramer");
        course.run("new", "framing/Other").endsWith(2).complains("say what the task is");
    }
}
