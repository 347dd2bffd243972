package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.engine.Engine;
import loopback.proof.Claim;
import loopback.rules.Dependencies;
import loopback.rules.ExerciseRules;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every exercise of the course, held against what the course promises of it.
@Execution(ExecutionMode.CONCURRENT)
class ExerciseGate {

    private final Course course = Project.COURSE;
    private final Engine engine = Project.ENGINE;
    private final ExerciseRules rules = new ExerciseRules(course, engine);

    @TestFactory
    Stream<DynamicContainer> exercises() {
        return course.exercises().stream()
                .map(exercise -> dynamicContainer(exercise.id(), testsOf(exercise)));
    }

    private List<DynamicTest> testsOf(Exercise exercise) {
        var tests = new ArrayList<DynamicTest>();
        rules.of(exercise).forEach(rule -> tests.add(check(rule)));
        Stream.of(
                        List.of(
                                Claim.ofStarter(course, exercise),
                                Claim.ofReference(course, exercise)),
                        Claim.ofAlternatives(course, exercise),
                        Claim.ofMistakes(course, exercise))
                .flatMap(List::stream)
                .forEach(
                        claim -> tests.add(check(exercise.id(), claim.name(), () -> holds(claim))));
        return tests;
    }

    private void holds(Claim claim) {
        claim.objectionTo(engine.check(claim.submission())).ifPresent(Assertions::fail);
    }

    @TestFactory
    Stream<DynamicTest> theKitStandsAlone() {
        return Dependencies.ofKit(course).stream().map(Project::check);
    }
}
