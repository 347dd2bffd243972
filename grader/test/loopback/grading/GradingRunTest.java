package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import loopback.course.Exercise;
import loopback.intake.Download;
import loopback.intake.HandIn;
import loopback.intake.Roster;
import loopback.intake.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to one submission, and to the others because of it: nothing.
class GradingRunTest {

    private static final Exercise ECHO = new Exercise("tiny", "Echo");

    @TempDir private Path folder;
    private final List<String> failed = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();

    @Test
    void whatever_is_thrown_is_of_one_submission() throws IOException {
        var thrown =
                List.of(
                        new NoClassDefFoundError("com/github/luben/zstd/ZstdInputStream"),
                        new OutOfMemoryError("Java heap space"),
                        new StackOverflowError(),
                        new IllegalStateException("broken"),
                        new AssertionError("impossible"));
        for (int i = 0; i < thrown.size(); i++) {
            handIn("bad" + i);
        }
        handIn("ann");
        handIn("zoe");

        grade(handed -> {
            var id = handed.student().id();
            if (id.startsWith("bad")) {
                switch (thrown.get(id.charAt(3) - '0')) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new AssertionError();
                }
            }
            return graded(handed);
        });

        assertEquals(Outcome.GRADED, read("ann").outcome());
        assertEquals(Outcome.GRADED, read("zoe").outcome());
        for (int i = 0; i < thrown.size(); i++) {
            assertEquals(Outcome.GRADER_FAULT, read("bad" + i).outcome());
        }
        assertEquals(7, finished.size());
    }

    @Test
    void a_second_try_may_do_what_the_first_did_not() throws IOException {
        handIn("ann");
        var tries = new ArrayList<HandIn>();

        grade(handed -> {
            tries.add(handed);
            if (tries.size() == 1) {
                throw new IllegalStateException("once");
            }
            return graded(handed);
        });

        assertEquals(Outcome.GRADED, read("ann").outcome());
    }

    @Test
    void an_interruption_leaves_no_marks_and_stops_nobody_else() throws IOException {
        handIn("ann");
        handIn("bob");
        handIn("cem");

        grade(handed -> {
            if (handed.student().id().equals("bob")) {
                Thread.currentThread().interrupt();
            }
            return graded(handed); // Whatever it found at that moment.
        });

        assertEquals(List.of("ann", "cem"), finished);
        assertEquals(List.of("bob"), failed);
        assertTrue(results().read(student("bob")).isEmpty());
    }

    @Test
    void what_is_marked_when_all_ends_has_no_marks() throws IOException {
        handIn("ann");
        var all = handed();
        try (var threads = Executors.newFixedThreadPool(1)) {
            var ending = new GradingRun[1];
            ending[0] =
                    round(handed -> {
                        ending[0].end();
                        throw new IllegalStateException("interrupted");
                    });

            assertThrows(
                    CancellationException.class, () -> ending[0].grade(all, listener(), threads));
        }

        assertTrue(results().read(student("ann")).isEmpty());
    }

    @Test
    void marks_that_cannot_be_kept_are_missing_alone() throws IOException {
        handIn("ann");
        grade(GradingRunTest::graded);
        Files.writeString(folder.resolve("class/ann/tiny/Echo.java"), "package tiny; // other");
        handIn("bob");
        Files.writeString(folder.resolve("results/earlier"), "in the way");

        grade(GradingRunTest::graded);

        assertEquals(List.of("ann"), failed);
        assertEquals(List.of("ann", "bob"), finished);
        assertEquals(Outcome.GRADED, read("bob").outcome());
    }

    @Test
    void damaged_marks_are_put_away_and_given_again() throws IOException {
        handIn("ann");
        handIn("bob");
        grade(GradingRunTest::graded);
        Files.writeString(folder.resolve("results/marks/ann.json"), "{ half of it");

        grade(GradingRunTest::graded);

        assertEquals(List.of("ann", "bob", "ann"), finished);
        assertEquals(Outcome.GRADED, read("ann").outcome());
        assertTrue(Files.exists(folder.resolve("results/earlier/1/marks/ann.json")));
    }

    @Test
    void what_has_no_marks_keeps_the_earlier_ones() throws IOException {
        handIn("ann");
        grade(GradingRunTest::graded);
        Files.writeString(folder.resolve("class/ann/tiny/Echo.java"), "package tiny; // other");

        grade(_ -> {
            throw new IllegalStateException("broken");
        });

        assertEquals(Outcome.GRADED, read("ann").outcome());
        assertTrue(read("ann").incidents().toString().contains("these are the earlier marks"));
    }

    /// The names of files are made from ids, which are whatever a system or a folder says.
    @Test
    void every_id_has_a_file_of_its_own() throws IOException {
        var ids =
                List.of(
                        "x".repeat(240),
                        "x".repeat(239) + "y",
                        "12/345",
                        "12-345",
                        "..",
                        "con",
                        "a\\b",
                        "-",
                        "Jörg Öz",
                        "日".repeat(200));
        for (var id : ids) {
            results()
                    .write(
                            Marks.without(
                                    Download.single(
                                            folder, new Student(id, "", ""), Optional.empty()),
                                    Outcome.NOT_GRADABLE,
                                    "",
                                    Lateness.NONE,
                                    Duration.ZERO));
        }

        for (var id : ids) {
            assertEquals(id, read(id).student().id());
        }
        try (var files = Files.list(folder.resolve("results/marks"))) {
            assertEquals(ids.size(), files.count());
        }
        assertTrue(Files.exists(folder.resolve("results/marks/Jörg Öz.json")));
        assertFalse(Files.exists(folder.resolve("results/marks/con.json")));
    }

    private void handIn(String student) throws IOException {
        var file = folder.resolve("class").resolve(student).resolve("tiny/Echo.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package tiny; // " + student);
    }

    private List<HandIn> handed() {
        return Download.read(folder.resolve("class"), Roster.NONE, false);
    }

    private void grade(Function<HandIn, Marks> marker) {
        try (var threads = Executors.newFixedThreadPool(1)) {
            round(marker).grade(handed(), listener(), threads);
        }
    }

    private GradingRun round(Function<HandIn, Marks> marker) {
        var assignment =
                new Assignment(
                        folder.resolve("sheet.toml"),
                        "Echoes",
                        ZonedDateTime.parse("2026-10-16T23:59:00+02:00"),
                        LatePolicy.NONE,
                        Map.of(ECHO, 4.0),
                        Optional.empty(),
                        false,
                        3,
                        1,
                        "");
        return new GradingRun(assignment, results(), new EarlierMarks(results(), 3), marker);
    }

    private Results results() {
        return new Results(folder.resolve("results"));
    }

    private Marks read(String id) {
        return results().read(student(id)).orElseThrow();
    }

    private static Student student(String id) {
        return new Student(id, "", "");
    }

    private static Marks graded(HandIn handed) {
        return new Marks(
                handed.student(),
                handed.name(),
                handed.sources(List.of(ECHO)).hash(),
                Outcome.GRADED,
                "",
                Optional.empty(),
                Lateness.NONE,
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO);
    }

    private Grader.Listener listener() {
        return new Grader.Listener() {
            @Override
            public void begins(int all, int kept) {}

            @Override
            public void finished(Marks marks, Optional<Marks> earlier) {
                finished.add(marks.student().id());
            }

            @Override
            public void failed(Student student, String sentence) {
                failed.add(student.id());
            }
        };
    }
}
