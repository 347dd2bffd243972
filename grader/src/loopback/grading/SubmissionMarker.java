package loopback.grading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.engine.Engine;
import loopback.engine.compile.Compiler;
import loopback.engine.specification.Specifications;
import loopback.engine.verdict.Verdict;
import loopback.intake.HandIn;
import loopback.intake.RefusedException;
import loopback.intake.SubmittedSources;
import loopback.marks.ExerciseMarks;
import loopback.sandbox.Sandbox;

/// Gives marks to one submission after the other, by the engine that learners check with.
final class SubmissionMarker implements AutoCloseable {

    private final Assignment assignment;
    private final Specifications hidden;
    private final Engine engine;
    private final Engine hiddenEngine;
    private final UntouchedStarters untouched;
    private Duration spent = Duration.ZERO;

    /// What every marker of one run shares.
    record Shared(
            Course course,
            Assignment assignment,
            Sandbox sandbox,
            Specs specs,
            UntouchedStarters untouched) {}

    /// The specifications that learners have, and those they do not have.
    record Specs(Specifications open, Specifications hidden) {

        static Specs of(Course course, Assignment assignment) {
            var none = course.progress().resolve("no-hidden-specifications");
            return new Specs(
                    Specifications.settled(course),
                    Specifications.hidden(course, assignment.hidden().orElse(none)));
        }
    }

    SubmissionMarker(Shared shared, Compiler compiler) {
        assignment = shared.assignment();
        hidden = shared.specs().hidden();
        untouched = shared.untouched();
        engine = Engine.forMany(shared.course(), shared.sandbox(), compiler, shared.specs().open());
        hiddenEngine = Engine.forMany(shared.course(), shared.sandbox(), compiler, hidden);
    }

    /// The marks of a submission: graded or not gradable. What else goes wrong is thrown.
    ///
    /// Whatever comes of it, no JVM that has seen this submission sees the next one, which is
    /// another student's.
    Marks mark(HandIn handed) {
        try {
            return marks(handed);
        } finally {
            forget();
        }
    }

    private Marks marks(HandIn handed) {
        long start = System.nanoTime();
        var lateness = assignment.late().of(assignment.due().toInstant(), handed.submitted());
        SubmittedSources sources;
        try {
            sources = handed.sources(assignment.exercises());
        } catch (RefusedException e) {
            return Marks.without(
                    handed, Outcome.NOT_GRADABLE, e.getMessage(), lateness, since(start));
        }
        var exercises = new ArrayList<ExerciseMarks>();
        assignment
                .points()
                .forEach((exercise, points) -> {
                    var marks = mark(sources.files(), exercise, points);
                    exercises.add(untouched.marks(marks, exercise, sources.files()));
                });
        return new Marks(
                handed.student(),
                handed.name(),
                sources.hash(),
                Outcome.GRADED,
                "",
                handed.submitted(),
                lateness,
                exercises,
                sources.repairs(),
                toLookAt(assignment, handed, sources, exercises),
                since(start));
    }

    /// What a person has to look at in a submission.
    static List<String> toLookAt(
            Assignment assignment,
            HandIn handed,
            SubmittedSources sources,
            List<ExerciseMarks> exercises) {
        var all = new ArrayList<>(handed.notes());
        if (handed.alonesTimeIsMissing() && assignment.late().costs()) {
            all.add("when it was handed in is not known: it counts as in time");
        }
        all.addAll(sources.looks());
        exercises.forEach(each -> all.addAll(incidents(each)));
        return all;
    }

    /// Closes the JVMs, because the next submission is another student's.
    void forget() {
        engine.forget();
        hiddenEngine.forget();
    }

    /// The processor time that the steps of the exercise have had that was marked last.
    Duration spent() {
        return spent;
    }

    /// What one exercise gets.
    ExerciseMarks mark(Map<String, String> sources, Exercise exercise, double worth) {
        var open = engine.check(sources, exercise);
        spent = engine.spent();
        var behind =
                hidden.has(exercise)
                        ? Optional.of(hiddenEngine.check(sources, exercise))
                        : Optional.<Verdict>empty();
        spent = behind.isPresent() ? spent.plus(hiddenEngine.spent()) : spent;
        var joined = behind.map(each -> joined(open, each)).orElse(open);
        var marks = ExerciseMarks.of(joined, worth, Set.of());
        var steps = new ArrayList<>(marks.steps());
        steps.replaceAll(step -> step.step() > open.tests().size() ? step.asHidden() : step);
        return new ExerciseMarks(
                marks.exercise(),
                marks.status(),
                marks.message(),
                marks.points(),
                marks.maxPoints(),
                marks.seconds(),
                List.copyOf(steps));
    }

    /// One verdict on the steps that learners have, followed by those that they do not have.
    private static Verdict joined(Verdict open, Verdict hidden) {
        int before = open.tests().size();
        var tests = new ArrayList<Verdict.Test>();
        open.tests().forEach(test -> tests.add(numbered(test, tests.size() + 1)));
        hidden.tests().forEach(test -> tests.add(numbered(test, tests.size() + 1)));
        var decisive = open.passed() && before > 0 ? hidden : open;
        return new Verdict(
                open.exercise(),
                decisive.status(),
                open.seconds() + hidden.seconds(),
                decisive.message(),
                tests);
    }

    private static Verdict.Test numbered(Verdict.Test test, int step) {
        return new Verdict.Test(
                step,
                test.name(),
                test.status(),
                test.points(),
                test.maxPoints(),
                test.message(),
                test.transcript(),
                test.events(),
                test.mistake(),
                test.printed(),
                test.said());
    }

    /// What a person has to look at in an exercise.
    private static List<String> incidents(ExerciseMarks marks) {
        var incidents = new ArrayList<String>();
        if (marks.status() == Verdict.Status.REFUSED) {
            incidents.add(
                    marks.exercise()
                            + " was refused: "
                            + marks.message().lines().findFirst().orElse(""));
        }
        if (marks.status() == Verdict.Status.STOPPED) {
            incidents.add(marks.exercise() + " was stopped: " + marks.message());
        }
        marks.steps().stream()
                .filter(step -> step.status() == Verdict.Outcome.ENDED_THE_JVM)
                .findFirst()
                .ifPresent(step ->
                        incidents.add(
                                marks.exercise()
                                        + " ended the JVM in step "
                                        + step.step()
                                        + ": "
                                        + step.message().lines().findFirst().orElse("")));
        return incidents;
    }

    private static Duration since(long start) {
        return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void close() {
        engine.close();
        hiddenEngine.close();
    }
}
