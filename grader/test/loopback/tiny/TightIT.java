package loopback.tiny;

import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.peers.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Disks that are full or cannot be written, made by mounts that only the command sees.
@Execution(ExecutionMode.CONCURRENT)
class TightIT {

    /// Mounts a small file system over $1, with what was there, and fills it; then goes on.
    private static final String FULL =
            """
            mkdir -p "$1" "$1.before" && cp -R "$1/." "$1.before" &&
                mount -t tmpfs -o size=256k tmpfs "$1" && cp -R "$1.before/." "$1" || exit 9
            cat /dev/zero >"$1/filler" 2>/dev/null
            """;

    /// Lets nothing below $1 be written.
    private static final String READ_ONLY =
            """
            mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 9
            """;

    /// Runs the command, and says what is in $1 afterwards, where only this process sees it.
    private static final String COMMAND =
            """
            folder=$1
            shift
            "$@"
            status=$?
            rm -f "$folder/filler" 2>/dev/null
            rm -rf "$folder.after" && cp -R "$folder" "$folder.after" 2>/dev/null
            exit $status
            """;

    private TinyCourse course;
    private Path temporary;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        course = TinyCourse.in(folder);
        temporary = folder.resolve("tmp");
        course.submit(HALF).run("check", "Echo").endsWith(1);
        course.submit(REFERENCE);
    }

    @Test
    void on_a_full_disk_there_is_a_verdict_and_no_record_is_lost() throws Exception {
        var kept = course.file(".course");

        inside(FULL, kept, "check", "Echo")
                .endsWith(0)
                .says("4/4", "All steps passed.")
                .complains("this check is not recorded", "No space left on device");
        assertEquals("", difference(kept));
        inside(FULL, kept, "hint", "Echo").endsWith(3).complains("No space left on device");
        assertEquals("", difference(kept));
        inside(FULL, kept, "undo", "Echo").endsWith(3).complains("No space left on device");
        assertEquals(REFERENCE, course.read("exercises/src/tiny/Echo.java"));
        inside(FULL, kept, "doctor").endsWith(3).says("no    progress", "No space left on device");
    }

    @Test
    void where_nothing_temporary_can_be_made_the_machine_cannot_check() throws Exception {
        assertTrue(Files.isDirectory(temporary));

        inside(READ_ONLY, temporary, "check", "Echo")
                .endsWith(3)
                .complains("no JVM for the check could be started", "Read-only", "" + temporary);
        inside(READ_ONLY, temporary, "doctor").endsWith(3).says("no    temporary files");
        course.run().says("1/4");
    }

    @Test
    void a_full_folder_for_temporary_files_is_enough_for_a_verdict_or_named() throws Exception {
        var ran = inside(FULL, temporary, "check", "Echo", "--format", "json");

        if (ran.status() == 3) {
            ran.complains("no JVM for the check could be started", "No space left");
        } else {
            Checked.of(ran).is("passed", "passed", "passed", "passed");
        }
    }

    @Test
    void a_read_only_checkout_gives_a_verdict_and_a_sentence() throws Exception {
        var before = course.texts(".course");

        inside(READ_ONLY, course.root(), "check", "Echo")
                .endsWith(0)
                .says("4/4", "All steps passed.")
                .complains("this check is not recorded", "Read-only file system");
        inside(
                        READ_ONLY,
                        course.root(),
                        "check",
                        "Echo",
                        "--from",
                        "" + course.file("solutions/src"))
                .endsWith(0)
                .complainsOfNothing();
        inside(READ_ONLY, course.root()).endsWith(0).says("1/4").complainsOfNothing();
        inside(READ_ONLY, course.root(), "undo", "Echo").endsWith(3).complains("Read-only");
        inside(READ_ONLY, course.root(), "doctor").endsWith(3).says("no    progress");
        assertEquals(before, course.texts(".course"));
    }

    private Ran inside(String mounts, Path folder, String... arguments) throws Exception {
        var unshare = List.of(Programs.need("unshare"), "--user", "--map-root-user", "--mount");
        var tried = new ArrayList<>(unshare);
        tried.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", temporary.toString()));
        Programs.require(
                new ProcessBuilder(tried).start().waitFor() == 0,
                "this user can mount nothing: this test needs root, or user namespaces");
        var before = new ArrayList<>(unshare);
        before.addAll(List.of("sh", "-c", mounts + COMMAND, "sh", folder.toString()));
        return course.run(before, "", arguments);
    }

    /// What differs between the files as they were and as the command has left them.
    private static String difference(Path folder) throws Exception {
        var diff =
                new ProcessBuilder(
                                "diff",
                                "-r",
                                "--exclude=progress.lock",
                                folder + ".before",
                                folder + ".after")
                        .redirectErrorStream(true)
                        .start();
        return new String(diff.getInputStream().readAllBytes());
    }
}
