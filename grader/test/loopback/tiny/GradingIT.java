package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.STARTER;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Grading a class, from what was handed in to the marks on disk.
@Execution(ExecutionMode.CONCURRENT)
class GradingIT {

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
    }

    @Test
    void the_verdict_is_that_of_check() {
        graded.hasFrom("ann", REFERENCE).hasFrom("bob", HALF).hasFrom("cem", STARTER);

        graded.grade("results").endsWith(0).says("3 graded, 0 not gradable, 0 grader faults");

        assertEquals(4, graded.points("results", "ann"));
        assertEquals(1, graded.points("results", "bob"));
        assertEquals(0, graded.points("results", "cem"));
        var checked = course.checkOf(HALF);
        var steps = graded.echo("results", "bob").get("steps");
        for (int step = 1; step <= 3; step++) {
            var there = steps.get(step - 1);
            assertEquals(checked.message(step), there.get("message").asText());
        }
    }

    /// Starting a JVM for each exercise would take most of the time.
    @Test
    void a_jvm_serves_the_next_exercise_of_the_same_learner_if_nothing_was_left_in_it() {
        course.more("Last");
        say("Echo", "one", "System.setProperty(\"tiny.before\", \"Echo\")");
        say("Last", "two", "\"after \" + System.getProperty(\"tiny.before\")");
        graded.assign("\"tiny/Last\" = 4\n");
        var stay = "java.util.concurrent.locks.LockSupport::park";
        handIn("passes", REFERENCE);
        handIn("fails", HALF);
        handIn("leaves-a-thread", echo("new Thread(" + stay + ").start(); return \"\";"));
        handIn(
                "leaves-a-virtual-one",
                echo("Thread.startVirtualThread(" + stay + "); return \"\";"));
        graded.hasFile("has-no-first/tiny/Last.java", HALF.replace("Echo", "Last").getBytes(UTF_8));

        graded.grade("results").endsWith(0);

        saysInLast("passes", "after Echo");
        saysInLast("fails", "after Echo");
        saysInLast("leaves-a-thread", "after null");
        saysInLast("leaves-a-virtual-one", "after null");
        saysInLast("has-no-first", "after null");
    }

    /// Lets a specification say something else of a text that does not come back.
    private void say(String exercise, String text, String what) {
        var file = "exercises/test/tiny/" + exercise + "Test.java";
        var said = "\"echo(\\\"" + text + "\\\")\"";
        course.write(file, course.read(file).replace(said, what));
    }

    private void handIn(String student, String first) {
        graded.hasFrom(student, first)
                .hasFile(student + "/tiny/Last.java", HALF.replace("Echo", "Last").getBytes(UTF_8));
    }

    private void saysInLast(String student, String words) {
        var steps = graded.marks("results", student).get("exercises").get(1).get("steps");
        var message = steps.get(1).get("message").asText();
        assertTrue(message.contains(words), student + ": " + message);
    }

    @Test
    void hidden_steps_count_and_can_not_be_learned_from_the_handout() {
        course.write("../hidden/tiny/EchoTest.java", GradedClass.HIDDEN);
        course.write(
                "../sheet.toml",
                course.read("../sheet.toml").replace("[ex", "hidden = \"hidden\"\n[ex"));
        graded.hasFrom("ann", echo("return text.isEmpty() ? \"?\" : text;"))
                .hasFrom("bob", REFERENCE);

        graded.grade("results").endsWith(0);

        assertEquals(4 * 4 / 5.0, graded.points("results", "ann"), 1e-9);
        assertEquals(4, graded.points("results", "bob"));
        var last = graded.echo("results", "ann").get("steps").get(3);
        assertTrue(last.get("hidden").asBoolean());
        assertEquals("nothing_comes_back", last.get("name").asText());
        assertEquals("failed", graded.echo("results", "ann").get("status").asText());
    }

    @Test
    void what_is_finished_is_not_done_again() throws IOException {
        graded.hasFrom("ann", REFERENCE).hasFrom("bob", HALF);
        graded.grade("results").endsWith(0);
        var file = course.file("../results/marks/ann.json");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        graded.hasFrom("bob", REFERENCE).hasFrom("cem", HALF);

        var again = graded.grade("results", "--diff").endsWith(0);

        assertTrue(again.err().contains("3 submissions, 1 of them graded before"), again::toString);
        assertEquals(Instant.EPOCH, Files.getLastModifiedTime(file).toInstant());
        again.says("bob: 1 -> 4 points; other sources", "two_comes_back: failed -> passed");
        assertTrue(Files.exists(course.file("../results/earlier/1/marks/bob.json")));
        assertEquals(4, graded.points("results", "bob"));
    }

    @Test
    void another_assignment_needs_a_word_and_keeps_the_earlier_marks() {
        graded.hasFrom("ann", HALF);
        graded.grade("results").endsWith(0);
        graded.assign("\"Echo\" = 1\n");
        graded.grade("results").endsWith(2).complains("names an exercise again");
        graded.assign("\n[late]\npercent_per_day = 5\n");

        graded.grade("results").endsWith(2).complains("sheet.toml had another text", "--regrade");
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java").replace("\"two\"", "\"one\""));
        graded.grade("results", "--regrade", "--diff")
                .endsWith(0)
                .says("ann: 1 -> 2 points; the same sources", "two_comes_back: failed -> passed");

        assertTrue(Files.exists(course.file("../results/earlier/1/marks/ann.json")));
        assertTrue(Files.exists(course.file("../results/earlier/1/grading.json")));
    }

    @Test
    void a_reference_that_does_not_pass_stops_everything() {
        course.write("solutions/src/tiny/Echo.java", HALF);
        graded.hasFrom("ann", REFERENCE);

        var ran = graded.grade("results").endsWith(2);

        assertTrue(ran.err().contains("the reference of tiny/Echo does not pass"), ran::toString);
        assertFalse(Files.exists(course.file("../results/marks")));
    }

    @Test
    void lateness_costs_what_the_assignment_says() {
        graded.assign("\n[late]\ngrace_minutes = 10\npercent_per_day = 25\ndays = 2\n");
        course.write(
                "../roster.csv",
                """
                id,name,email,submitted
                ann,Ann A,ann@example.com,2026-10-17T00:09:00+02:00
                bob,Bob B,,2026-10-17T00:10:00+02:00
                cem,,,2026-10-18T23:00:00+02:00
                dee,,,2026-10-20T00:00:00+02:00
                """);
        for (var student : new String[] {"ann", "bob", "cem", "dee", "eve"}) {
            graded.hasFrom(student, REFERENCE);
        }

        graded.grade("results", "--roster", "roster.csv").endsWith(0);

        assertEquals(100, kept("ann"));
        assertEquals(75, kept("bob"));
        assertEquals(50, kept("cem"));
        assertEquals(0, kept("dee"));
        assertEquals(100, kept("eve"));
        assertEquals("Ann A", graded.marks("results", "ann").at("/student/name").asText());
        assertTrue(
                graded.marks("results", "eve").get("incidents").toString().contains("not known"));
    }

    private int kept(String student) {
        return graded.marks("results", student).at("/lateness/percentKept").asInt();
    }

    @Test
    void parts_of_a_class_join_to_the_whole() {
        for (int i = 0; i < 7; i++) {
            graded.hasFrom("s" + i, i % 2 == 0 ? REFERENCE : HALF);
        }
        graded.grade("whole").endsWith(0);
        graded.grade("one", "--shard", "1/3").endsWith(0);
        graded.grade("two", "--shard", "2/3").endsWith(0);

        course.run("merge", "one", "two", "--out", "all").endsWith(2).complains("are missing: 3");
        graded.grade("one", "--shard", "3/3").endsWith(2).complains("holds part 1/3");
        graded.grade("three", "--shard", "3/3").endsWith(0);
        course.run("merge", "one", "two", "two", "--out", "all")
                .endsWith(2)
                .complains("both part 2/3");
        course.run("merge", "three", "one", "two", "--out", "all").endsWith(0).says("7 joined");

        assertEquals(graded.withoutTimes("whole"), graded.withoutTimes("all"));
        graded.hasFrom("s9", HALF);
        graded.grade("four", "--shard", "1/3").endsWith(0);
        course.run("merge", "four", "two", "three", "--out", "other")
                .endsWith(2)
                .complains("not parts of the same class");
    }

    @Test
    void nothing_is_lost_when_it_is_killed() throws IOException, InterruptedException {
        for (int i = 0; i < 12; i++) {
            graded.hasFrom("s" + i, i % 2 == 0 ? REFERENCE : HALF);
        }
        graded.grade("undisturbed").endsWith(0);
        var process =
                course.builder(java.util.List.of(), graded.arguments("killed"))
                        .redirectErrorStream(true)
                        .redirectOutput(course.file("../killed.log").toFile())
                        .start();
        var marks = course.file("../killed/marks");
        while (process.isAlive() && FileIo.list(marks).size() < 3) {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly().waitFor();
        course.noProcessIsLeft();
        int finished = graded.students("killed").size();

        var resumed = course.file("../killed.log");
        assertTrue(finished >= 3 && finished < 12, () -> resumed + ": " + finished);
        var half = course.file("../killed/marks/.s1.json.999999999-1.tmp");
        Files.writeString(half, "{");
        var again = graded.grade("killed").endsWith(0); // And what it could not delete is gone.

        assertFalse(again.err().contains("12 submissions\n"), again::toString);
        assertFalse(Files.exists(half));
        assertEquals(graded.withoutTimes("undisturbed"), graded.withoutTimes("killed"));
    }

    @Test
    void below_a_full_sandbox_it_takes_a_word() {
        graded.hasFrom("ann", HALF);
        var without = course.with("-Dcourse.sandbox=none");

        var ran = without.run(graded.arguments("results")).endsWith(3);
        ran.complains("submissions are strangers' code", "--trust-submissions");
        without.run(graded.arguments("results", "--trust-submissions")).endsWith(0);

        assertEquals(1, graded.points("results", "ann"));
        assertTrue(course.read("../results/grading.json").contains("\"sandbox\" : \"none\""));
    }

    @Test
    void one_learner_can_be_graded() {
        graded.hasFrom("work", HALF);

        course.run(
                        "grade",
                        "sheet.toml",
                        "class/work",
                        "--student",
                        "ann",
                        "--submitted",
                        "2026-10-16T20:00:00Z",
                        "--out",
                        "results")
                .endsWith(0);

        assertEquals(1, graded.points("results", "ann"));
        graded.grade("results", "--submitted", "2026-10-16T20:00:00Z")
                .endsWith(2)
                .complains("--student");
    }

    @Test
    void what_is_wrong_is_said_in_one_sentence() {
        graded.hasFrom("ann", HALF);
        var sheet = course.read("../sheet.toml");

        wrong(sheet.replace("Echoes\"", "Echoes"), "sheet.toml line 1", "not TOML");
        wrong(sheet.replace("title", "titel"), "titel means nothing here");
        wrong(sheet.replace("+02:00", ""), "due has no zone");
        wrong(sheet.replace("due = 2026-10-16T23:59:00+02:00", ""), "due is no date");
        wrong(sheet.replace("tiny/Echo", "tiny/Ecko"), "did you mean tiny/Echo");
        wrong(sheet.replace("= 4", "= -4"), "a number from 0");
        wrong(sheet.replace("= 4", "= \"4\""), "a number from 0");
        wrong(sheet.replace("[ex", "hidden = \"nowhere\"\n[ex"), "is not a folder");
        wrong(sheet + "[late]\npercent = 3\n", "late.percent means nothing here");
        course.write("../extra/tiny/EkkoTest.java", GradedClass.HIDDEN);
        wrong(sheet.replace("[ex", "hidden = \"extra\"\n[ex"), "tiny/EkkoTest.java", "no exercise");
        course.write("../sheet.toml", sheet);
        graded.grade("results", "--shard", "4/3").endsWith(2).complains("write 1/4");
        course.run("grade", "sheet.toml", "nowhere", "--out", "x").endsWith(2).complains("nowhere");
        graded.hasFile("stray.txt", "x".getBytes(UTF_8));
        graded.grade("results").endsWith(0).says("1 graded, 1 not gradable");
        assertTrue(
                graded.marks("results", "stray.txt").get("reason").asText().contains("stray.txt"));
    }

    private void wrong(String sheet, String... words) {
        course.write("../sheet.toml", sheet);
        graded.grade("results").endsWith(2).complains(words);
    }
}
