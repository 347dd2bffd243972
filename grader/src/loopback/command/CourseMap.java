package loopback.command;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Lesson;
import loopback.grading.Assignment;
import loopback.grading.Handout;
import loopback.progress.Progress;
import loopback.terminal.PointsFormat;
import loopback.terminal.Terminal;
import loopback.terminal.VerdictReport;

/// The course with the points reached so far, and the next step.
record CourseMap(Course course, Terminal terminal) {

    void print() {
        var progress = new Progress(course, terminal);
        var done = progress.read();
        var assignment = assignment();
        assignment.ifPresentOrElse(
                this::heading,
                () ->
                        terminal.print(
                                terminal.strong("Loopback")
                                        + ", a course in Java network programming"));
        for (var lesson : course.lessons()) {
            terminal.print("");
            terminal.print(
                    terminal.strong(lesson.number() + "  " + lesson.title())
                            + "  "
                            + reached(lesson, done));
            for (var exercise : lesson.exercises()) {
                var entry = done.getOrDefault(exercise.id(), Progress.Entry.NONE);
                terminal.print(
                        "   "
                                + sign(entry)
                                + " "
                                + String.format("%-16s", exercise.name())
                                + assignment
                                        .map(each -> worth(each, exercise, entry))
                                        .orElseGet(() -> points(entry)));
            }
        }
        terminal.print("");
        assignment.ifPresent(_ -> terminal.print("Submit " + terminal.strong("./course submit")));
        progress.next(course)
                .ifPresentOrElse(
                        exercise -> next(exercise, done.containsKey(exercise.id())),
                        () ->
                                terminal.print(
                                        "Every exercise has full marks. ./course solution EXERCISE"
                                                + " shows how the reference does it."));
    }

    /// The assignment that this was handed out for, if it was.
    private Optional<Assignment> assignment() {
        var file = course.root().resolve(Handout.ASSIGNMENT);
        return Files.exists(file) ? Optional.of(Assignment.read(file, course)) : Optional.empty();
    }

    private void heading(Assignment assignment) {
        terminal.print(terminal.strong(assignment.title()));
        terminal.print("Due " + Handout.DUE.format(assignment.due()));
    }

    /// What an exercise is worth in the assignment, and how much of that was reached.
    private static String worth(Assignment assignment, Exercise exercise, Progress.Entry entry) {
        double worth = assignment.points().getOrDefault(exercise, 0.0);
        return entry.wasChecked()
                ? PointsFormat.of(worth * entry.points() / entry.maxPoints())
                        + "/"
                        + PointsFormat.of(worth)
                        + " points"
                : PointsFormat.of(worth) + " points";
    }

    private static String reached(Lesson lesson, Map<String, Progress.Entry> done) {
        var entries =
                lesson.exercises().stream()
                        .map(exercise -> done.getOrDefault(exercise.id(), Progress.Entry.NONE))
                        .toList();
        long complete = entries.stream().filter(Progress.Entry::isComplete).count();
        int points = entries.stream().mapToInt(Progress.Entry::points).sum();
        return complete + " of " + entries.size() + " done, " + points + " points";
    }

    private String sign(Progress.Entry entry) {
        if (entry.isComplete()) {
            return terminal.plain() ? "done " : terminal.good("✓");
        }
        if (terminal.plain()) {
            return entry.wasChecked() ? "begun" : "new  ";
        }
        return entry.wasChecked() ? "·" : " ";
    }

    private static String points(Progress.Entry entry) {
        return entry.wasChecked() ? entry.points() + "/" + entry.maxPoints() + " points" : "";
    }

    private void next(Exercise exercise, boolean begun) {
        var lesson = course.lessonOf(exercise);
        boolean opensLesson = lesson.exercises().getFirst().equals(exercise);
        if (opensLesson && !begun) {
            terminal.print(
                    "Read   "
                            + terminal.strong("./course read " + lesson.number())
                            + ", about "
                            + lesson.minutes()
                            + " minutes");
        }
        terminal.print("Edit   " + course.root().relativize(exercise.source(course.starters())));
        terminal.print("Next   " + terminal.strong(VerdictReport.checkCommand(exercise)));
    }
}
