package loopback.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.Verdict;
import loopback.report.Terminal;

/// What the learner has reached, in `.course/progress.json`.
public final class Progress {

    static final String ALL_DONE = "Every exercise has full marks: name one to do it again.";

    /// The state of one exercise.
    ///
    /// @param points of the last check
    /// @param failingStep the first step that failed in it; 0 if none did
    /// @param hints how many hints were shown, by step
    public record Entry(int points, int maxPoints, int failingStep, Map<Integer, Integer> hints) {

        public static final Entry NONE = new Entry(0, 0, 1, Map.of());

        public Entry {
            hints = Map.copyOf(hints);
            if (points < 0 || maxPoints < points || hints.values().stream().anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("not from here");
            }
        }

        public boolean isComplete() {
            return maxPoints > 0 && points == maxPoints;
        }

        boolean wasChecked() {
            return maxPoints > 0;
        }

        Entry after(Verdict verdict) {
            int failing =
                    verdict.tests().stream()
                            .filter(test -> !test.passed())
                            .mapToInt(Verdict.Test::step)
                            .findFirst()
                            .orElse(0);
            return new Entry(verdict.points(), verdict.maxPoints(), failing, hints);
        }

        Entry afterHint(int step) {
            var more = new TreeMap<>(hints);
            more.merge(step, 1, Integer::sum);
            return new Entry(points, maxPoints, failingStep, more);
        }
    }

    private final Path file;
    private final Terminal terminal;

    Progress(Course course, Terminal terminal) {
        file = course.progress().resolve("progress.json");
        this.terminal = terminal;
    }

    /// What was reached so far, by the names of the exercises.
    public static Map<String, Entry> in(Course course) {
        var out = new PrintWriter(System.out);
        return new Progress(course, new Terminal(out, new PrintWriter(System.err), true)).read();
    }

    Entry of(Exercise exercise) {
        return read().getOrDefault(exercise.id(), Entry.NONE);
    }

    Map<String, Entry> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return ProgressFile.parse(loopback.course.Files.read(file));
        } catch (IOException | IllegalArgumentException | CourseException e) {
            setAside();
            return Map.of();
        }
    }

    /// Changes the state of one exercise; others may change theirs at the same time.
    void update(Exercise exercise, UnaryOperator<Entry> change) {
        try {
            Files.createDirectories(file.getParent());
            var lock = file.resolveSibling("progress.lock");
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var all = new TreeMap<>(read());
                var now = change.apply(all.getOrDefault(exercise.id(), Entry.NONE));
                all.put(exercise.id(), now);
                loopback.course.Files.write(file, ProgressFile.text(all));
            }
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    "progress cannot be kept in " + file.getParent() + ": " + e.getMessage(), e);
        }
    }

    private void setAside() {
        for (int i = 1; ; i++) {
            var aside = file.resolveSibling("progress.damaged-" + i + ".json");
            if (!Files.exists(aside)) {
                try {
                    Files.move(file, aside);
                    terminal.complain(
                            "The record of your progress was damaged; it is kept as "
                                    + aside.getFileName()
                                    + ", and a new one begins.");
                } catch (IOException e) {
                    terminal.complain("The record of your progress is damaged: " + file);
                }
                return;
            }
        }
    }

    /// The first exercise without full marks.
    Optional<Exercise> next(Course course) {
        var done = read();
        return course.exercises().stream()
                .filter(e -> !done.getOrDefault(e.id(), Entry.NONE).isComplete())
                .findFirst();
    }
}
