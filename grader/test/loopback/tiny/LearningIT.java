package loopback.tiny;

import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.STARTER;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What helps between two checks: hints, versions, solutions, and the record of it all.
@Execution(ExecutionMode.CONCURRENT)
class LearningIT {

    private TinyCourse course;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
    }

    @Test
    void each_hint_goes_one_further_for_the_first_step_that_fails() {
        course.run("hint")
                .endsWith(0)
                .says("Echo, step 1", "What goes in?", "1 of 2")
                .doesNotSay("It comes out.");
        course.run("hint", "Echo").says("What goes in?", "It comes out.", "2 of 2");
        course.run("hint", "Echo").says("2 of 2", "./course check Echo");
        course.submit(HALF).run("check", "Echo").endsWith(1);
        course.run("hint").says("Echo, step 2", "The same again.");
        course.run("hint", "Echo", "3").says("And again.");
        course.run("hint", "Echo", "4").endsWith(2).complains("no step 4", "it has 1 to 3");
        course.run("hint", "Echo", "1").says("What goes in?");
        course.write("lessons/01-tiny/hints.adoc", "= Hints\n");
        course.run("hint", "Echo", "1").endsWith(2).complains("no hint for step 1");
        course.run("hint", "Eccho").endsWith(2).complains("did you mean Echo?");
    }

    @Test
    void reset_and_undo_never_lose_anything() {
        keepTheStarter();
        var first = echo("return \"first\";");
        var second = echo("return \"second\";");
        course.submit(first).run("check", "Echo");
        course.submit(second);

        course.run("reset", "Echo").endsWith(0).says("./course undo Echo");
        assertEquals(STARTER, course.read("exercises/src/tiny/Echo.java"));
        assertEquals(Set.of(first, second), Set.copyOf(course.versions("Echo")));

        course.run("undo", "Echo").endsWith(0);
        assertEquals(second, course.read("exercises/src/tiny/Echo.java"));
        course.run("undo", "Echo", "--list").endsWith(0).says("   1  ", "   2  ", "   3  ");
        course.run("undo", "Echo", "1").endsWith(0).says("0/4 points");
        course.run("undo", "Echo", "--list").endsWith(0).says(">   1  ", ", 0/4 points");
        assertEquals(first, course.read("exercises/src/tiny/Echo.java"));
        course.run("undo", "Echo", "17").endsWith(2).complains("no version 17");

        var kept = Set.copyOf(course.versions("Echo"));
        assertEquals(Set.of(first, second, STARTER), kept);
    }

    @Test
    void what_is_not_utf_8_is_kept_byte_by_byte() throws Exception {
        keepTheStarter();
        var strange = echo("return \"größe\";").getBytes(StandardCharsets.ISO_8859_1);
        course.write("exercises/src/tiny/Echo.java", strange);

        course.run("reset", "Echo").endsWith(0);
        course.run("undo", "Echo").endsWith(0);

        assertArrayEquals(strange, Files.readAllBytes(course.mine()));
    }

    @Test
    void reset_brings_back_a_file_that_is_gone() throws Exception {
        keepTheStarter();
        Files.delete(course.mine());

        course.run("reset", "Echo").endsWith(0);

        assertEquals(STARTER, course.read("exercises/src/tiny/Echo.java"));
    }

    @Test
    void without_an_earlier_version_or_a_starter_there_is_a_sentence() {
        course.submit(HALF);

        course.run("undo", "Echo").endsWith(2).complains("no other version");
        course.run("reset", "Echo").endsWith(2).complains("starter");
        assertEquals(HALF, course.read("exercises/src/tiny/Echo.java"));
    }

    @Test
    void each_version_that_was_checked_is_kept_once() {
        for (var version : List.of(HALF, REFERENCE, REFERENCE)) {
            course.submit(version).run("check", "Echo");
        }

        assertEquals(List.of(HALF, REFERENCE), course.versions("Echo"));
    }

    @Test
    void the_solution_is_shown_after_full_marks_or_when_spoiling() {
        course.submit(HALF);
        course.run("solution", "Echo").endsWith(2).complains("./course hint Echo", "--spoil");
        course.run("solution", "Echo", "--spoil")
                .endsWith(0)
                .says("-        return \"one\";", "+        return text;");

        course.submit(echo("return \"\" + text;")).run("check", "Echo").endsWith(0);

        course.run("solution", "Echo").endsWith(0).says("+        return text;");
    }

    @Test
    void a_damaged_record_is_set_aside_with_a_sentence() {
        var damage = "{\"version\":1,\"exercises\":{\"tiny/Echo\":{\"poi";
        course.write(".course/progress.json", damage);

        course.run().endsWith(0).says("./course check Echo").complains("damaged", "is kept as");

        assertEquals(damage, course.read(".course/progress.damaged-1.json"));
        course.write(".course/progress.json", new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        course.run("check", "Echo").endsWith(1).says("0/4").complains("damaged-2");
        course.run("hint").endsWith(0).says("What goes in?").complainsOfNothing();
    }

    @Test
    void a_read_only_course_gives_a_verdict_and_a_sentence() throws Exception {
        keepTheStarter();
        course.submit(HALF).run("check", "Echo").endsWith(1);
        var before = course.texts(".course");
        course.submit(REFERENCE);
        var stranger = asAStranger();
        setWritable(course.root(), false);
        try {
            var ran = course.run(stranger, "", "check", "Echo");

            ran.endsWith(0)
                    .says("4/4", "All steps passed.")
                    .complains("this check is not recorded", "Permission denied");
            course.run(stranger, "").endsWith(0).says("1/4");
            course.run(stranger, "", "reset", "Echo").endsWith(3).complains("Permission denied");
        } finally {
            setWritable(course.root(), true);
        }
        assertEquals(before, course.texts(".course"));
    }

    @Test
    void with_full_marks_everywhere_there_is_nothing_next() {
        course.submit(REFERENCE).run("check", "Echo").endsWith(0);

        course.run("check").endsWith(0).says("Every exercise has full marks").complainsOfNothing();
        course.run("check", "--format", "json").endsWith(0).says("[ ]").doesNotSay("Every");
        course.run("hint").endsWith(0).says("Every exercise has full marks");
        course.run("watch").endsWith(0).says("Every exercise has full marks");
        course.run("check", "--all").endsWith(0).says("4/4");
    }

    /// The starters are kept by what the launcher runs after a build; the doctor does it, too.
    private void keepTheStarter() {
        course.run("doctor");
        assertTrue(Files.exists(course.file(".course/starters/tiny/Echo.java")));
    }

    /// Words that start a command as somebody who may not write everywhere.
    private static List<String> asAStranger() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        var setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.isExecutable(setpriv), "root may write everywhere");
        return List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private static void setWritable(Path folder, boolean writable) throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        try (var all = Files.walk(folder)) {
            for (var path : all.toList()) {
                var mode =
                        Files.isDirectory(path)
                                ? (writable ? "rwxr-xr-x" : "r-xr-xr-x")
                                : (writable ? "rw-r--r--" : "r--r--r--");
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            }
        }
        // Above it, a stranger must get through; and may write what is temporary.
        Files.setPosixFilePermissions(
                folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                folder.resolveSibling("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
