package loopback.command;

import loopback.course.Course;
import loopback.course.Exercise;
import loopback.engine.Verdict;
import loopback.report.Report;
import loopback.report.Terminal;

/// The command that helps most after a verdict.
final class NextStep {

    static String after(Course course, Terminal terminal, Verdict verdict) {
        var exercise = Exercise.of(verdict.exercise());
        return switch (verdict.status()) {
            case DID_NOT_COMPILE, REFUSED, STOPPED ->
                    "edit " + exercise.name() + ".java, then " + Report.checkCommand(exercise);
            case FAILED -> "./course hint " + exercise.name();
            case PASSED ->
                    new Progress(course, terminal)
                            .next(course)
                            .map(Report::checkCommand)
                            .orElse("./course");
        };
    }

    private NextStep() {}
}
