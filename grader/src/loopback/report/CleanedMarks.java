package loopback.report;

import java.util.List;
import java.util.function.UnaryOperator;
import loopback.engine.verdict.WireEvent;
import loopback.grading.Marks;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;
import loopback.terminal.PrintableText;

/// Marks in which every text went through the same change.
///
/// Reports begin here: afterwards no text can do anything but be read.
final class CleanedMarks {

    /// Marks whose texts can be printed.
    static Marks of(Marks marks) {
        return with(marks, PrintableText::block);
    }

    /// The same of one exercise.
    static ExerciseMarks of(ExerciseMarks marks) {
        return with(marks, PrintableText::block);
    }

    static Marks with(Marks marks, UnaryOperator<String> change) {
        var student = marks.student();
        return new Marks(
                new Student(
                        student.id(), change.apply(student.name()), change.apply(student.email())),
                change.apply(marks.submission()),
                marks.hash(),
                marks.outcome(),
                change.apply(marks.reason()),
                marks.submitted(),
                marks.lateness(),
                marks.exercises().stream().map(exercise -> with(exercise, change)).toList(),
                all(marks.repairs(), change),
                all(marks.incidents(), change),
                marks.time());
    }

    private static ExerciseMarks with(ExerciseMarks marks, UnaryOperator<String> change) {
        return new ExerciseMarks(
                marks.exercise(),
                marks.status(),
                change.apply(marks.message()),
                marks.points(),
                marks.maxPoints(),
                marks.seconds(),
                marks.steps().stream().map(step -> with(step, change)).toList());
    }

    private static StepMarks with(StepMarks marks, UnaryOperator<String> change) {
        return new StepMarks(
                marks.step(),
                change.apply(marks.name()),
                marks.status(),
                marks.points(),
                marks.maxPoints(),
                change.apply(marks.message()),
                all(marks.transcript(), change),
                marks.events().stream().map(event -> with(event, change)).toList(),
                change.apply(marks.printed()),
                marks.mistake().map(change),
                marks.hidden());
    }

    private static WireEvent with(WireEvent event, UnaryOperator<String> change) {
        return new WireEvent(
                event.number(),
                change.apply(event.who()),
                change.apply(event.what()),
                event.bytes(),
                event.pieces(),
                change.apply(event.preview()),
                change.apply(event.connection()));
    }

    private static List<String> all(List<String> texts, UnaryOperator<String> change) {
        return texts.stream().map(change).toList();
    }

    private CleanedMarks() {}
}
