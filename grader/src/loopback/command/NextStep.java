package loopback.command;

import java.nio.file.Path;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.ProgramScript;
import loopback.course.Starters;
import loopback.engine.verdict.Verdict;
import loopback.progress.Progress;
import loopback.terminal.Terminal;
import loopback.terminal.VerdictReport;

/// A verdict on the terminal, with the command that helps most after it.
record NextStep(Course course, Terminal terminal) {

    /// Shows what came of the learner's own file.
    void show(Verdict verdict) {
        var exercise = Exercise.of(verdict.exercise());
        var source = exercise.source(course.starters());
        var next =
                switch (verdict.status()) {
                    case DID_NOT_COMPILE, REFUSED, STOPPED ->
                            "edit " + exercise.name() + ".java, then " + check(exercise);
                    case FAILED -> "./course hint " + exercise.name();
                    case PASSED ->
                            tried(exercise)
                                    + new Progress(course, terminal)
                                            .next(course)
                                            .map(NextStep::check)
                                            .orElse("./course");
                };
        show(verdict, exercise, source, check(exercise), Optional.of(next));
    }

    /// Shows what came of a file in another folder, of which nothing is recorded.
    ///
    /// @param sources the folder of sources
    /// @param typed how the person named that folder
    void showOther(Verdict verdict, Path sources, Path typed) {
        var exercise = Exercise.of(verdict.exercise());
        var again = check(exercise) + " --from " + typed;
        var source = exercise.source(sources);
        var next =
                switch (verdict.status()) {
                    case PASSED -> Optional.<String>empty();
                    case FAILED ->
                            Optional.of(
                                    "./course hint "
                                            + exercise.name()
                                            + " "
                                            + firstFailed(verdict)
                                            + ", then "
                                            + again);
                    default -> Optional.of("edit " + exercise.source(typed) + ", then " + again);
                };
        show(verdict, exercise, source, again, next);
    }

    private void show(
            Verdict verdict, Exercise exercise, Path source, String again, Optional<String> next) {
        var report = new VerdictReport(terminal);
        var notBegun =
                verdict.status() == Verdict.Status.FAILED && verdict.points() == 0
                        ? Starters.notBegun(course, exercise, source)
                        : Optional.<String>empty();
        notBegun.ifPresentOrElse(
                task -> report.notBegun(verdict, task, shown(source), again),
                () -> report.print(verdict, next));
    }

    /// What is right can be run as the program it is.
    private String tried(Exercise exercise) {
        boolean canBeTried = new ProgramScript(course, exercise).exists();
        return canBeTried ? "./course try " + exercise.name() + ", then " : "";
    }

    private Path shown(Path source) {
        return source.startsWith(course.root()) ? course.root().relativize(source) : source;
    }

    private static int firstFailed(Verdict verdict) {
        return verdict.tests().stream()
                .filter(test -> !test.passed())
                .findFirst()
                .orElseThrow()
                .step();
    }

    private static String check(Exercise exercise) {
        return VerdictReport.checkCommand(exercise);
    }
}
