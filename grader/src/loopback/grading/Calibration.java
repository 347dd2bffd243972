package loopback.grading;

import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.jvm.Limits;
import loopback.engine.verdict.Verdict;
import loopback.marks.ExerciseMarks;

/// What the references take on this machine, in the sandbox.
///
/// A reference that does not pass here says that nothing can be graded here.
///
/// @param seconds of processor time, by exercise: time on a wall grows with the load
record Calibration(Map<Exercise, Double> seconds) {

    /// What a reference has got, and the processor time that its steps have had.
    record Measured(ExerciseMarks marks, Duration processorTime) {}

    /// Grades the references, each by a marker that `workers` have at hand.
    static Calibration of(
            Course course,
            Assignment assignment,
            ExecutorService workers,
            Function<Exercise, Measured> grade) {
        var running = new LinkedHashMap<Exercise, Future<Measured>>();
        for (var exercise : assignment.exercises()) {
            running.put(exercise, workers.submit(() -> grade.apply(exercise)));
        }
        var seconds = new LinkedHashMap<Exercise, Double>();
        running.forEach((exercise, future) -> {
            var measured = result(future);
            requirePassed(exercise, measured.marks());
            seconds.put(exercise, measured.processorTime().toMillis() / 1e3);
        });
        return new Calibration(seconds);
    }

    /// The sources of the reference of an exercise, with what lies beside it.
    static Map<String, String> reference(Course course, Exercise exercise) {
        var file = exercise.source(course.references());
        if (!Files.exists(file)) {
            throw new CourseException(
                    file
                            + " does not exist: grading needs the references, to see that they"
                            + " pass here");
        }
        var sources = new TreeMap<String, String>();
        for (var each : FileIo.list(FileIo.folderOf(file))) {
            if (each.toString().endsWith(".java")) {
                sources.put(exercise.packageName() + "/" + each.getFileName(), FileIo.read(each));
            }
        }
        return sources;
    }

    private static void requirePassed(Exercise exercise, ExerciseMarks marks) {
        if (marks.status() != Verdict.Status.PASSED) {
            var step = marks.steps().stream().filter(each -> !each.passed()).findFirst();
            throw new CourseException(
                    "the reference of "
                            + exercise
                            + " does not pass in the sandbox, so nothing can be graded: "
                            + step.map(each ->
                                            (each.hidden() ? "hidden step " : "step ")
                                                    + each.step()
                                                    + " "
                                                    + each.name()
                                                    + ": "
                                                    + each.message())
                                    .orElse("")
                            + marks.message());
        }
    }

    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        }
    }

    /// What was measured and what may be taken, for one exercise.
    String words(Exercise exercise, Limits limits) {
        return String.format(
                Locale.ROOT,
                "%.3f s of processor time for the reference; %s",
                seconds.get(exercise),
                limits.words());
    }
}
