package loopback.marks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loopback.engine.verdict.Verdict;

/// What one exercise of a submission got.
///
/// @param exercise such as `tcp/EchoOnce`
/// @param message why it did not compile, was refused or was stopped; empty otherwise
/// @param points as the assignment weighs them
/// @param maxPoints as the assignment weighs them
public record ExerciseMarks(
        String exercise,
        Verdict.Status status,
        String message,
        double points,
        double maxPoints,
        double seconds,
        List<StepMarks> steps) {

    /// Characters of the message about an exercise.
    private static final int LONGEST = 20_000;

    /// A verdict with its own points.
    public static ExerciseMarks of(Verdict verdict) {
        return of(verdict, verdict.maxPoints(), Set.of());
    }

    /// A verdict as an assignment weighs it.
    ///
    /// What each step is worth is whole hundredths, so that steps, exercises and whole marks add
    /// up to what is printed.
    ///
    /// @param worth what the exercise is worth in the assignment
    /// @param hidden the steps that learners do not have
    public static ExerciseMarks of(Verdict verdict, double worth, Set<String> hidden) {
        var steps = new ArrayList<StepMarks>();
        double all = verdict.maxPoints();
        double points = 0;
        long given = 0;
        int before = 0;
        for (var test : verdict.tests()) {
            before += test.maxPoints();
            long until = all == 0 ? 0 : Math.round(worth * 100 * before / all);
            double max = (until - given) / 100.0;
            double got = test.maxPoints() == 0 ? 0 : max * test.points() / test.maxPoints();
            given = until;
            points += got;
            steps.add(step(test, got, max, hidden.contains(test.name())));
        }
        return new ExerciseMarks(
                verdict.exercise(),
                verdict.status(),
                cut(verdict.message()),
                Math.round(points * 100) / 100.0,
                worth,
                verdict.seconds(),
                List.copyOf(steps));
    }

    /// A source can have thousands of faults, and a line of it a million characters.
    private static String cut(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, message.offsetByCodePoints(0, LONGEST / 2))
                        + "… (and more of it)";
    }

    private static StepMarks step(Verdict.Test test, double points, double max, boolean hidden) {
        return new StepMarks(
                test.step(),
                test.name(),
                test.status(),
                points,
                max,
                test.message(),
                test.transcript().lines().toList(),
                test.events(),
                test.printed(),
                Optional.of(test.mistake()).filter(words -> !words.isEmpty()),
                hidden);
    }

    /// What an untouched starter gets: it fails everywhere, and that says nothing about anybody.
    ///
    /// @param todo what the starter says, `TODO: …`
    public ExerciseMarks asNotBegun(String todo) {
        var untold = steps.stream().map(step -> step.asNotBegun(todo)).toList();
        return new ExerciseMarks(exercise, status, message, points, maxPoints, seconds, untold);
    }

    /// Whether every step fails with what the starter says.
    @JsonIgnore
    public boolean isNotBegun() {
        return status == Verdict.Status.FAILED
                && !steps.isEmpty()
                && steps.getFirst().message().startsWith("TODO: ")
                && steps.stream().noneMatch(StepMarks::passed)
                && steps.stream().map(StepMarks::firstLine).distinct().count() == 1;
    }

    /// The misunderstanding that the first step shows of which one is certain. Marks of an earlier
    /// version may have two, one per line.
    @JsonIgnore
    public Optional<String> mistake() {
        return steps.stream().flatMap(step -> step.mistake().stream()).findFirst();
    }
}
