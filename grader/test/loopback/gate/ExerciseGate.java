package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Files;
import loopback.course.Hints;
import loopback.engine.Engine;
import loopback.engine.Starters;
import loopback.engine.Step;
import loopback.engine.Submission;
import loopback.engine.Verdict;
import loopback.proof.Claim;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every exercise of the course, held against what the course promises of it.
@Execution(ExecutionMode.CONCURRENT)
class ExerciseGate {

    private static final int MISTAKES = 6;

    private final Course course = Project.COURSE;
    private final Engine engine = Project.ENGINE;

    @TestFactory
    Stream<DynamicContainer> exercises() {
        return course.exercises().stream()
                .map(exercise -> dynamicContainer(exercise.id(), testsOf(exercise)));
    }

    private List<DynamicTest> testsOf(Exercise exercise) {
        var tests = new ArrayList<DynamicTest>();
        tests.add(
                check(
                        exercise.id(),
                        "steps are numbered, and named by sentences",
                        () -> stepsAreNumbered(exercise)));
        tests.add(check(exercise.id(), "every step has a hint", () -> everyStepHasAHint(exercise)));
        tests.add(
                check(
                        exercise.id(),
                        "starter and reference declare the same",
                        () -> starterAndReferenceDeclareTheSame(exercise)));
        tests.add(
                check(
                        exercise.id(),
                        "neither names another exercise",
                        () -> neitherNamesAnotherExercise(exercise)));
        tests.add(
                check(
                        exercise.id(),
                        "the starter fails everywhere",
                        () -> theStarterFailsEverywhere(exercise)));
        var alternatives = Claim.ofAlternatives(course, exercise);
        tests.add(
                check(
                        exercise.id(),
                        "there is another right solution",
                        () ->
                                assertFalse(
                                        alternatives.isEmpty(),
                                        "put one in "
                                                + Project.relative(course.alternatives(exercise))
                                                + "/HOW-IT-IS-BUILT/")));
        var mistakes = Claim.ofMistakes(course, exercise);
        tests.add(
                check(
                        exercise.id(),
                        "there are enough mistakes",
                        () ->
                                assertTrue(
                                        mistakes.size() >= MISTAKES,
                                        mistakes.size()
                                                + " of "
                                                + MISTAKES
                                                + " in "
                                                + Project.relative(course.mistakes(exercise)))));
        Stream.of(List.of(Claim.ofReference(course, exercise)), alternatives, mistakes)
                .flatMap(List::stream)
                .forEach(
                        claim -> tests.add(check(exercise.id(), claim.name(), () -> holds(claim))));
        return tests;
    }

    private void stepsAreNumbered(Exercise exercise) {
        var steps = engine.steps(exercise);
        assertFalse(steps.isEmpty(), "a specification needs tests");
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            assertEquals(i + 1, step.number(), step.name() + " needs @Order(" + (i + 1) + ")");
            assertTrue(
                    step.name().matches("[a-z0-9]+(_[a-z0-9]+)+"),
                    step.name() + " is not a sentence in snake_case");
            assertFalse(
                    step.name().matches("(test|should)_.*|.*_should_.*"),
                    step.name() + " says what should be; say what is");
        }
    }

    private void everyStepHasAHint(Exercise exercise) {
        var hinted = Hints.of(course, exercise).steps();
        var steps = engine.steps(exercise).stream().map(Step::number).toList();
        var file = Project.relative(course.lessonOf(exercise).hints());
        assertEquals(
                new TreeSet<>(steps),
                new TreeSet<>(hinted.keySet()),
                file + ", == " + exercise.name() + ": the steps that have a hint");
        hinted.forEach((step, hints) ->
                assertFalse(hints.isEmpty(), file + ", step " + step + " has no words"));
    }

    private void starterAndReferenceDeclareTheSame(Exercise exercise) {
        var starter = Submission.in(course.starters(), exercise);
        var reference = Submission.in(course.references(), exercise);
        assertEquals(
                List.of(),
                engine.differences(reference, starter),
                "what the reference declares and the starter does not");
        assertEquals(
                List.of(),
                engine.differences(starter, reference),
                "what the starter declares and the reference does not");
        assertEquals(
                DocComments.of(exercise.source(course.references())),
                DocComments.of(exercise.source(course.starters())),
                "the doc comments");
    }

    private void neitherNamesAnotherExercise(Exercise exercise) {
        for (var sources : List.of(course.starters(), course.references())) {
            var text = Files.read(exercise.source(sources));
            for (var other : course.exercises()) {
                boolean names =
                        !other.equals(exercise)
                                && other.packageName().equals(exercise.packageName())
                                && text.matches("(?s).*\\b" + other.name() + "[.(].*");
                assertFalse(names, exercise + " uses " + other);
            }
        }
    }

    private void theStarterFailsEverywhere(Exercise exercise) {
        var text = Files.read(exercise.source(course.starters()));
        assertTrue(Starters.isStarter(text), "a starter throws exactly one \"TODO: …\"");
        var verdict = engine.check(Submission.in(course.starters(), exercise));
        assertEquals(Verdict.Status.FAILED, verdict.status(), verdict::message);
        var passed =
                verdict.tests().stream()
                        .filter(Verdict.Test::passed)
                        .map(Verdict.Test::name)
                        .toList();
        assertEquals(List.of(), passed, "tests that the starter passes");
    }

    private void holds(Claim claim) {
        claim.objectionTo(engine.check(claim.submission())).ifPresent(Assertions::fail);
    }

    @TestFactory
    Stream<DynamicTest> kitAndSpecificationsStandAlone() {
        return Project.filesBelow("exercises/test").stream()
                .filter(file -> file.endsWith(".java"))
                .map(file -> check(file, "depends on what it may", () -> dependsOnWhatItMay(file)));
    }

    /// A kit that knows an exercise, or a specification that knows the grader, is a wrong turn.
    private void dependsOnWhatItMay(String file) {
        var source = Files.read(Project.ROOT.resolve("exercises/test").resolve(file));
        var text = source.replaceAll("//.*", "");
        assertFalse(text.contains("import loopback."), file + " depends on the grader");
        if (!Path.of(file).startsWith("kit")) {
            assertFalse(
                    text.contains("Thread.sleep("),
                    file + " sleeps: wait for an event, with a verb of the kit");
            return;
        }
        for (var exercise : course.exercises()) {
            assertFalse(
                    text.contains("import " + exercise.packageName() + "."),
                    file + " depends on an exercise");
        }
    }
}
