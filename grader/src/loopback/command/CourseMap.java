package loopback.command;

import java.util.Map;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Lesson;
import loopback.report.Report;
import loopback.report.Terminal;

/// The course with the points reached so far, and the next step.
record CourseMap(Course course, Terminal terminal) {

    void print() {
        var progress = new Progress(course, terminal);
        var done = progress.read();
        terminal.print(terminal.strong("Loopback") + ", a course in Java network programming");
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
                                + points(entry));
            }
        }
        terminal.print("");
        progress.next(course)
                .ifPresentOrElse(
                        exercise -> next(exercise, done.containsKey(exercise.id())),
                        () ->
                                terminal.print(
                                        "Every exercise has full marks. ./course solution EXERCISE"
                                                + " shows how the reference does it."));
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
        terminal.print("Next   " + terminal.strong(Report.checkCommand(exercise)));
    }
}
