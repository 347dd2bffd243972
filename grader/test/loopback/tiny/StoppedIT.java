package loopback.tiny;

import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that come to no verdict: those who wait have had enough of it, or the compiler has.
@Tag("bomb")
class StoppedIT {

    private static final String[] NOT_RUN = {"not-run", "not-run", "not-run"};

    /// Each `finally` is compiled twice: the innermost one 2⁴⁰ times.
    private static final String ENDLESS =
            echo("try { text.length(); } finally { ".repeat(40) + "}".repeat(40) + " return text;");

    private TinyCourse course;
    private Path out;

    @BeforeEach
    void make(@TempDir Path folder) {
        course = TinyCourse.in(folder);
        out = folder.resolve("stopped");
    }

    @Test
    void what_the_compiler_cannot_finish_is_stopped_and_the_next_is_checked() {
        course.more("Other")
                .submit(ENDLESS)
                .write("exercises/src/tiny/Other.java", REFERENCE.replace("Echo", "Other"));

        var both = course.check("Echo", "Other");

        both.each(0).is("stopped", NOT_RUN).says("the compiler gave up: it took more than 10 s");
        assertEquals("passed", both.json().get(1).get("status").asText(), both::toString);
    }

    @Test
    void a_check_that_is_ended_prints_what_was_checked_as_whole_json() throws Exception {
        assumeTrue(Files.getFileStore(course.root()).supportsFileAttributeView("posix"));
        course.more("Other")
                .submit(REFERENCE)
                .write("exercises/src/tiny/Other.java", ENDLESS.replace("Echo", "Other"));

        assertEquals(143, ended("check", "--all", "--format", "json"));

        var verdicts = new ObjectMapper().readTree(out.toFile());
        assertEquals(
                List.of("passed", "stopped"),
                verdicts.findValuesAsText("status").stream()
                        .filter(status -> !status.equals("not-run"))
                        .distinct()
                        .toList());
        assertEquals("tiny/Other", verdicts.get(1).get("exercise").asText());
        course.nothingIsLeft();
        course.run().says("Echo            4/4", "new   Other").complainsOfNothing();
    }

    @Test
    void a_check_that_is_ended_takes_no_points_away_and_says_nothing_more() throws Exception {
        assumeTrue(Files.getFileStore(course.root()).supportsFileAttributeView("posix"));
        course.submit(REFERENCE).run("check", "Echo").endsWith(0);
        course.submit(ENDLESS);

        assertEquals(143, ended("check", "Echo"));

        assertEquals("", Files.readString(out));
        course.nothingIsLeft();
        course.run().says("Echo            4/4");
        assertEquals(List.of(REFERENCE, ENDLESS), course.versions("Echo"));
    }

    /// Ends a command as soon as it checks what never compiles; returns its exit status.
    private int ended(String... arguments) throws Exception {
        var process =
                course.builder(List.of(), arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean begun = false;
        for (int tenths = 0; !begun && process.isAlive() && tenths < 6_000; tenths++) {
            TinyCourse.pause();
            begun =
                    course.versions("Echo").contains(ENDLESS)
                            || course.versions("Other").contains(ENDLESS.replace("Echo", "Other"));
        }
        assertTrue(begun, "it did not come to what never compiles");
        process.destroy();
        return TinyCourse.end(process);
    }
}
