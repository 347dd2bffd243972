package loopback.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Files;
import loopback.course.Mistake;
import loopback.engine.Submission;
import loopback.engine.Verdict;

/// What the course says that a check finds in one submission: that it passes, or that a mistake is
/// caught in the steps that its header names, and recognised.
public final class Claim {

    private final Exercise exercise;
    private final String name;
    private final Supplier<Submission> submission;
    private final Function<Verdict, Optional<String>> judge;

    private Claim(
            Exercise exercise,
            String name,
            Supplier<Submission> submission,
            Function<Verdict, Optional<String>> judge) {
        this.exercise = exercise;
        this.name = name;
        this.submission = submission;
        this.judge = judge;
    }

    /// That the reference passes.
    public static Claim ofReference(Course course, Exercise exercise) {
        return new Claim(
                exercise,
                "the reference passes",
                () -> Submission.in(course.references(), exercise),
                Claim::passes);
    }

    /// That the starter fails in every step, and is not told what it did wrong: nothing was done yet.
    public static Claim ofStarter(Course course, Exercise exercise) {
        return new Claim(
                exercise,
                "the starter fails everywhere",
                () -> Submission.in(course.starters(), exercise),
                Claim::failsEverywhere);
    }

    /// That each alternative passes.
    public static List<Claim> ofAlternatives(Course course, Exercise exercise) {
        return Files.list(course.alternatives(exercise)).stream()
                .map(folder ->
                        new Claim(
                                exercise,
                                "alternative " + folder.getFileName() + " passes",
                                () -> Submission.inFolder(folder, exercise),
                                Claim::passes))
                .toList();
    }

    /// That each mistake is caught.
    public static List<Claim> ofMistakes(Course course, Exercise exercise) {
        return Mistake.of(course, exercise).stream()
                .map(mistake -> ofMistake(course, exercise, mistake))
                .toList();
    }

    /// That a mistake is caught in its steps and no others, and that it is told its own words, or
    /// nothing if it has none.
    public static Claim ofMistake(Course course, Exercise exercise, Mistake mistake) {
        var reference = exercise.source(course.references());
        return new Claim(
                exercise,
                "mistake " + mistake.name() + " is caught",
                () -> Submission.of(exercise, mistake.applyTo(Files.read(reference))),
                verdict -> isCaught(mistake, verdict));
    }

    public Exercise exercise() {
        return exercise;
    }

    /// The claim as a sentence, without the exercise.
    public String name() {
        return name;
    }

    public Submission submission() {
        return submission.get();
    }

    /// Why a verdict is not what was claimed; nothing if it is.
    public Optional<String> objectionTo(Verdict verdict) {
        return judge.apply(verdict);
    }

    private static Optional<String> passes(Verdict verdict) {
        return verdict.passed() ? Optional.empty() : Optional.of(explain(verdict));
    }

    private static Optional<String> failsEverywhere(Verdict verdict) {
        if (verdict.status() != Verdict.Status.FAILED) {
            return Optional.of("it is " + verdict.status().words() + ": " + verdict.message());
        }
        var passed =
                verdict.tests().stream()
                        .filter(Verdict.Test::passed)
                        .map(Verdict.Test::name)
                        .toList();
        if (!passed.isEmpty()) {
            return Optional.of("it passes " + String.join(", ", passed));
        }
        return Optional.of(told(verdict))
                .filter(told -> !told.isEmpty())
                .map(told -> "it is told \"" + told + "\"");
    }

    private static Optional<String> isCaught(Mistake mistake, Verdict verdict) {
        var objections = new ArrayList<String>();
        if (verdict.status() != Verdict.Status.FAILED) {
            objections.add("it is " + verdict.status().words() + ", and not failed");
        }
        var expected = new TreeSet<>(mistake.fails());
        var found = new TreeSet<>(verdict.failed());
        if (!expected.equals(found)) {
            objections.add("it is said to fail " + expected + ", and fails " + found);
        }
        var told = told(verdict);
        if (mistake.perhaps().isEmpty() && !told.isEmpty()) {
            objections.add("it has no Perhaps:, and is told \"" + told + "\"");
        } else if (!mistake.perhaps().equals(told)) {
            objections.add(
                    told.isEmpty()
                            ? "it is told nothing, and not its own Perhaps:"
                            : "it is told \"" + told + "\", and not its own Perhaps:");
        }
        return objections.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n", objections) + "\n" + explain(verdict));
    }

    /// The one diagnosis of a verdict; empty if there is none.
    static String told(Verdict verdict) {
        return failures(verdict).map(Verdict.Test::mistake).collect(Collectors.joining());
    }

    private static Stream<Verdict.Test> failures(Verdict verdict) {
        return verdict.tests().stream().filter(test -> !test.passed());
    }

    private static String explain(Verdict verdict) {
        var text = new StringBuilder(verdict.message());
        failures(verdict).forEach(test -> text.append(explain(test)));
        return text.toString().strip();
    }

    private static String explain(Verdict.Test test) {
        return "\n\n%d %s: %s\n%s\n%s"
                .formatted(
                        test.step(),
                        test.name(),
                        test.status().words(),
                        test.message(),
                        test.transcript())
                .stripTrailing();
    }

    @Override
    public String toString() {
        return exercise + ": " + name;
    }
}
