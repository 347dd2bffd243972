package loopback.report;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loopback.course.Exercise;
import loopback.engine.verdict.Verdict;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.grading.Outcome;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;
import loopback.terminal.PointsFormat;
import loopback.terminal.PrintableText;
import loopback.terminal.VerdictReport;

/// What a student may see of a grading: everything for students is made of this, and only of this.
///
/// Their name is not in it, so that it can be handed on; nor are facts about the machine, nor, unless
/// the assignment allows it, what hidden steps are about.
///
/// @param marks without what is for teachers
/// @param worth what there is to reach, whether anything was graded or not
record Feedback(String title, ZonedDateTime due, Marks marks, double worth) {

    static Feedback of(Grading grading, Marks marks, Redaction redaction) {
        var seen = CleanedMarks.with(marks, redaction::of);
        var exercises =
                grading.showHidden()
                        ? seen.exercises()
                        : seen.exercises().stream().map(Feedback::withoutHidden).toList();
        return new Feedback(
                PrintableText.line(grading.title()),
                grading.due(),
                new Marks(
                        new Student("", "", ""),
                        "",
                        marks.hash(),
                        marks.outcome(),
                        marks.outcome() == Outcome.GRADER_FAULT ? "" : seen.reason(),
                        marks.submitted(),
                        marks.lateness(),
                        exercises,
                        seen.repairs(),
                        List.of(),
                        marks.time()),
                grading.maxPoints());
    }

    /// The hidden steps of an exercise as one that says how many passed.
    private static ExerciseMarks withoutHidden(ExerciseMarks exercise) {
        var hidden = exercise.steps().stream().filter(StepMarks::hidden).toList();
        if (hidden.isEmpty()) {
            return exercise;
        }
        var steps = new ArrayList<>(exercise.steps());
        steps.removeAll(hidden);
        long passed = hidden.stream().filter(StepMarks::passed).count();
        boolean run = hidden.stream().anyMatch(s -> s.status() != Verdict.Outcome.NOT_RUN);
        var status = run ? Verdict.Outcome.FAILED : Verdict.Outcome.NOT_RUN;
        steps.add(
                new StepMarks(
                        steps.size() + 1,
                        "hidden_steps",
                        passed == hidden.size() ? Verdict.Outcome.PASSED : status,
                        hidden.stream().mapToDouble(StepMarks::points).sum(),
                        hidden.stream().mapToDouble(StepMarks::maxPoints).sum(),
                        passed + " of " + hidden.size() + " hidden steps passed",
                        List.of(),
                        List.of(),
                        "",
                        Optional.empty(),
                        true));
        return new ExerciseMarks(
                exercise.exercise(),
                exercise.status(),
                exercise.message(),
                exercise.points(),
                exercise.maxPoints(),
                exercise.seconds(),
                List.copyOf(steps));
    }

    /// What came of it, in a sentence or two.
    String outcome() {
        return switch (marks.outcome()) {
            case GRADED ->
                    PointsFormat.of(marks.points()) + " of " + PointsFormat.of(marks.maxPoints());
            case NOT_GRADABLE -> "It could not be graded: " + marks.reason();
            case GRADER_FAULT ->
                    "The grader failed. That says nothing about your submission, and you have"
                            + " no mark from it.";
        };
    }

    /// What lateness did, if anything.
    Optional<String> lateness() {
        var lateness = marks.lateness();
        if (!lateness.any()) {
            return Optional.empty();
        }
        return Optional.of(
                "Handed in "
                        + TimeFormat.words(lateness.late())
                        + " late: "
                        + PointsFormat.of(lateness.percentKept())
                        + " % of "
                        + PointsFormat.of(marks.earned())
                        + " points are kept.");
    }

    /// What to type next, where there is something to do.
    static Optional<String> next(ExerciseMarks exercise) {
        boolean done = exercise.status() == Verdict.Status.PASSED;
        return done
                ? Optional.empty()
                : Optional.of(VerdictReport.checkCommand(Exercise.of(exercise.exercise())));
    }

    /// All that a check says about one step, for formats that have one text for it. What is about the
    /// whole exercise stands with its first step, and what an earlier step has said is not said again.
    static String details(ExerciseMarks exercise, StepMarks step) {
        var details = new ArrayList<String>();
        boolean isFirst = exercise.steps().getFirst().equals(step);
        if (isFirst && !exercise.message().isEmpty()) {
            details.add(VerdictReport.heading(exercise) + "\n\n" + exercise.message());
        }
        if (step.passed()) {
            return String.join("\n\n", details);
        }
        if (exercise.isNotBegun()) {
            return isFirst ? VerdictReport.notBegun(exercise) : "";
        }
        var same = VerdictReport.sameAs(exercise, step);
        if (same.isPresent()) {
            details.add(same.get());
        } else {
            details.add(step.message());
            details.add(String.join("\n", step.transcript()));
            if (!step.printed().isEmpty()) {
                details.add("your code printed:\n" + step.printed());
            }
        }
        step.mistake().stream()
                .flatMap(String::lines)
                .forEach(words -> details.add("Perhaps: " + words));
        details.removeIf(String::isEmpty);
        return String.join("\n\n", details);
    }
}
