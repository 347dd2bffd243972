package loopback.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import loopback.course.CourseException;
import loopback.intake.HandIn;
import loopback.intake.RefusedException;

/// Gives marks to each submission of a class, and keeps what comes of one away from the others:
/// whatever is thrown, while it is read, marked, kept or looked at again, is of that one only.
final class GradingRun {

    private final Assignment assignment;
    private final Results results;
    private final EarlierMarks earlier;
    private final Function<HandIn, Marks> marker;
    private volatile boolean hasEnded;

    /// @param marker gives marks to one submission, on the thread that asks
    GradingRun(
            Assignment assignment,
            Results results,
            EarlierMarks earlier,
            Function<HandIn, Marks> marker) {
        this.assignment = assignment;
        this.results = results;
        this.earlier = earlier;
        this.marker = marker;
    }

    /// Grades what is not finished yet, on these threads.
    void grade(List<HandIn> handed, Grader.Listener listener, ExecutorService threads) {
        var todo = handed.stream().filter(each -> !isFinished(each)).toList();
        listener.begins(handed.size(), handed.size() - todo.size());
        var running =
                todo.stream().map(each -> threads.submit(() -> grade(each, listener))).toList();
        running.forEach(Calibration::result);
    }

    /// Nothing is kept from now on: what is being marked at this moment is interrupted.
    void end() {
        hasEnded = true;
    }

    /// Whether there are marks for just these sources. Whose they are may have become known since.
    /// Where that cannot be told, it is graded again.
    private boolean isFinished(HandIn handed) {
        try {
            var kept = results.read(handed.student());
            if (kept.isEmpty() || !kept.get().graded()) {
                return false; // It was not gradable, and trying again takes little time.
            }
            var marks = kept.get();
            var sources = handed.sources(assignment.exercises());
            if (!sources.hash().equals(marks.hash())) {
                return false;
            }
            var lateness = assignment.late().of(assignment.due().toInstant(), handed.submitted());
            var look = SubmissionMarker.toLookAt(assignment, handed, sources, marks.exercises());
            var again = marks.again(handed, lateness, look);
            if (!again.equals(marks)) {
                results.write(again);
            }
            return true;
        } catch (CourseException | RefusedException e) {
            return false;
        }
    }

    private void grade(HandIn handed, Grader.Listener listener) {
        var before = earlier.marksOf(handed.student());
        var marks = marks(handed, before);
        requireGoingOn();
        if (Thread.interrupted()) { // An interrupted check says nothing of the submission.
            listener.failed(handed.student(), "it was interrupted: grade again");
            return;
        }
        try {
            earlier.keep(marks);
            results.write(marks);
        } catch (RuntimeException | Error e) {
            listener.failed(handed.student(), sentence(e));
            return;
        }
        listener.finished(marks, before);
    }

    private Marks marks(HandIn handed, Optional<Marks> before) {
        try {
            var marks = twice(handed);
            return marks.outcome() == Outcome.GRADER_FAULT && before.isPresent()
                    ? EarlierMarks.withFault(before.get(), marks.reason())
                    : marks;
        } catch (RuntimeException | Error e) {
            requireGoingOn();
            return before.map(marks -> EarlierMarks.withFault(marks, sentence(e)))
                    .orElseGet(() ->
                            Marks.without(
                                    handed,
                                    Outcome.GRADER_FAULT,
                                    sentence(e),
                                    Lateness.NONE,
                                    Duration.ZERO));
        }
    }

    /// Grades once more after a fault of the grader, which may have been a passing one.
    private Marks twice(HandIn handed) {
        try {
            return marker.apply(handed);
        } catch (RuntimeException | Error e) {
            requireGoingOn();
            return marker.apply(handed);
        }
    }

    /// A result from a run that is being stopped does not count: it is graded when grading goes on.
    private void requireGoingOn() {
        if (hasEnded) {
            throw new CancellationException("grading has ended");
        }
    }

    private static String sentence(Throwable failure) {
        return failure instanceof CourseException known && known.getMessage() != null
                ? known.getMessage()
                : failure.toString();
    }
}
