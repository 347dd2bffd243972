package loopback.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.Engine;
import loopback.engine.verdict.Verdict;
import loopback.progress.FileVersions;
import loopback.progress.LastVerdict;
import loopback.progress.Progress;
import loopback.terminal.Terminal;

/// Checks the learner's own files, and notes it: the version that was checked, and what came of it.
record LearnersRecord(Course course, Terminal terminal) {

    /// A record that cannot be kept is said to be so; the verdict stands. The version is kept first,
    /// whoever ends the check or saves the file meanwhile.
    Verdict check(Engine engine, Exercise exercise) {
        var keeping = failure(new FileVersions(course, exercise)::keep);
        var verdict = check(engine, course.starters(), exercise);
        var noting = failure(() -> note(exercise, verdict));
        Stream.of(keeping, noting)
                .flatMap(Optional::stream)
                .limit(1) // One cause, most likely.
                .forEach(sentence ->
                        terminal.complain("course: this check is not recorded: " + sentence));
        return verdict;
    }

    /// A verdict without a record. Fails if this machine cannot connect to itself, because then the
    /// verdict would say nothing of the answer.
    static Verdict check(Engine engine, Path sources, Exercise exercise) {
        var verdict = engine.check(sources, exercise);
        if (verdict.status() == Verdict.Status.FAILED) {
            DoctorCommand.requireLoopback();
        }
        return verdict;
    }

    private void note(Exercise exercise, Verdict verdict) {
        new Progress(course, terminal).update(exercise, entry -> entry.after(verdict));
        new LastVerdict(course, exercise).keep(verdict);
        new FileVersions(course, exercise).note(verdict.points(), verdict.maxPoints());
    }

    private static Optional<String> failure(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (CourseException e) {
            return Optional.of(e.getMessage());
        }
    }
}
