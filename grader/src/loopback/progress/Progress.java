package loopback.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.terminal.Terminal;

/// What the learner has reached, in `.course/progress.json`.
public final class Progress {

    public static final String ALL_DONE = "Every exercise has full marks: name one to do it again.";

    /// The state of one exercise.
    ///
    /// @param points the most that a check has given
    /// @param failingStep the first step that failed in the last check; 0 if none did
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

        public boolean wasChecked() {
            return maxPoints > 0;
        }

        public Entry after(Verdict verdict) {
            int failing =
                    verdict.tests().stream()
                            .filter(test -> !test.passed())
                            .mapToInt(Verdict.Test::step)
                            .findFirst()
                            .orElse(0);
            int max = verdict.maxPoints() == 0 ? maxPoints : verdict.maxPoints();
            return new Entry(isComplete() ? max : mostOf(verdict), max, failing, hints);
        }

        /// What was reached stays reached, as long as it is counted in the same way.
        private int mostOf(Verdict verdict) {
            boolean alike = maxPoints == verdict.maxPoints() || verdict.maxPoints() == 0;
            return alike ? Math.max(points, verdict.points()) : verdict.points();
        }

        public Entry afterHint(int step) {
            var more = new TreeMap<>(hints);
            more.merge(step, 1, Integer::sum);
            return new Entry(points, maxPoints, failingStep, more);
        }
    }

    private final Course course;
    private final Path file;
    private final Terminal terminal;

    public Progress(Course course, Terminal terminal) {
        this.course = course;
        file = course.progress().resolve("progress.json");
        this.terminal = terminal;
    }

    /// What was reached so far, by the names of the exercises.
    public static Map<String, Entry> in(Course course) {
        var out = new PrintWriter(System.out);
        return new Progress(course, new Terminal(out, new PrintWriter(System.err), true)).read();
    }

    public Entry of(Exercise exercise) {
        return read().getOrDefault(exercise.id(), Entry.NONE);
    }

    public Map<String, Entry> read() {
        try {
            return parsed();
        } catch (DamagedException e) {
            try {
                return ProgressLock.take(course, this::readOrSetAside);
            } catch (CourseException cannotWrite) {
                terminal.complain("The record of your progress is damaged: " + file);
                return Map.of();
            }
        }
    }

    /// Changes the state of one exercise; others may change theirs at the same time.
    public void update(Exercise exercise, UnaryOperator<Entry> change) {
        ProgressLock.take(
                course,
                () -> {
                    var all = new TreeMap<>(readOrSetAside());
                    var now = change.apply(all.getOrDefault(exercise.id(), Entry.NONE));
                    all.put(exercise.id(), now);
                    FileIo.write(file, ProgressFile.text(all));
                    return now;
                });
    }

    /// The file can be read, and its content is damaged.
    private static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1;
    }

    private Map<String, Entry> parsed() throws DamagedException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (CharacterCodingException e) {
            throw new DamagedException();
        } catch (IOException e) { // Its content may be whole.
            throw CourseException.ofMachine(file + " cannot be read: " + FileIo.reason(e), e);
        }
        try {
            return ProgressFile.parse(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedException();
        }
    }

    /// Another command may have set it aside since, and have begun a new one.
    private Map<String, Entry> readOrSetAside() {
        try {
            return parsed();
        } catch (DamagedException e) {
            setAside();
            return Map.of();
        }
    }

    private void setAside() {
        for (int i = 1; ; i++) {
            var aside = file.resolveSibling("progress.damaged-" + i + ".json");
            if (!Files.exists(aside)) {
                try {
                    Files.move(file, aside);
                } catch (IOException e) {
                    throw CourseException.ofMachine(
                            file + " is damaged, and cannot be moved away: " + FileIo.reason(e), e);
                }
                terminal.complain(
                        "The record of your progress was damaged; it is kept as "
                                + aside.getFileName()
                                + ", and a new one begins.");
                return;
            }
        }
    }

    /// The first exercise without full marks.
    public Optional<Exercise> next(Course course) {
        var done = read();
        return course.exercises().stream()
                .filter(e -> !done.getOrDefault(e.id(), Entry.NONE).isComplete())
                .findFirst();
    }
}
