package loopback.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastVerdictTest {

    @TempDir private Path root;

    @Test
    void what_is_kept_is_read_again() {
        var event = new WireEvent(1, "alice", "sends", 2, 1, "\"\\\"\u202e\"", "alice");
        var passed =
                new Verdict.Test(
                        1,
                        "it_begins",
                        Verdict.Outcome.PASSED,
                        1,
                        1,
                        "",
                        "",
                        List.of(),
                        "",
                        "",
                        "");
        var failed =
                new Verdict.Test(
                        2,
                        "it_ends",
                        Verdict.Outcome.ENDED_THE_JVM,
                        0,
                        2,
                        "</script>\n\u0000",
                        "  1 alice  sends 2 bytes",
                        List.of(event),
                        "You thought so.",
                        "hello",
                        "");
        var verdict =
                new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.25, "", List.of(passed, failed));

        last().keep(verdict);

        assertEquals(Optional.of(verdict), last().read());
    }

    @Test
    void without_a_check_and_of_a_damaged_file_there_is_none() {
        assertEquals(Optional.empty(), last().read());
        for (var text : List.of("", "{", "[]", "{\"status\": \"eaten\"}", "\u0000\ud800")) {
            FileIo.write(root.resolve(".course/verdicts/tiny/Echo.json"), text);
            assertEquals(Optional.empty(), last().read(), text);
        }
    }

    private LastVerdict last() {
        return new LastVerdict(new Course(root), Exercise.of("tiny/Echo"));
    }
}
