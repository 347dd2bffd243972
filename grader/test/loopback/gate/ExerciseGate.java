package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.proof.Claim;
import loopback.proof.Claims;
import loopback.proof.Diagnoses;
import loopback.proof.Judgement;
import loopback.proof.Proof;
import loopback.proof.Stress;
import loopback.rules.Dependencies;
import loopback.rules.ExerciseRules;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every exercise of the course, held against what the course promises of it.
///
/// All claims are checked beside the tests that report them, as many at a time as the machine bears.
/// What was proven on this checkout and has not changed since is not proven again.
class ExerciseGate {

    private final Course course = Project.COURSE;
    private final ExerciseRules rules = new ExerciseRules(course, Project.ENGINE);
    private final Map<Claim, CompletableFuture<Judgement>> judgements = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicContainer> exercises() {
        var exercises = Project.exercises();
        var claims = exercises.stream().flatMap(each -> Claims.of(course, each).stream()).toList();
        claims.forEach(claim -> judgements.put(claim, new CompletableFuture<>()));
        Thread.ofPlatform().daemon().name("gate").start(() -> prove(claims));
        return exercises.stream()
                .map(exercise -> {
                    var own = claims.stream().filter(c -> c.exercise().equals(exercise)).toList();
                    return dynamicContainer(exercise.id(), testsOf(exercise, own));
                });
    }

    private void prove(List<Claim> claims) {
        Proof.Listener listener =
                new Proof.Listener() {
                    @Override
                    public void checked(int run, Stress stress, Claim claim, Judgement judgement) {
                        judgements.get(claim).complete(judgement);
                    }
                };
        try {
            Proof.once(course, claims, Proof.jobs(), listener).run(1);
        } catch (RuntimeException | Error e) {
            judgements.values().forEach(each -> each.completeExceptionally(e));
        }
    }

    private List<DynamicTest> testsOf(Exercise exercise, List<Claim> claims) {
        var tests = new ArrayList<DynamicTest>();
        rules.of(exercise).forEach(rule -> tests.add(check(rule)));
        claims.forEach(claim ->
                tests.add(
                        check(
                                exercise.id(),
                                claim.name(),
                                () -> report(claim, judgements.get(claim).join()))));
        tests.add(
                check(
                        exercise.id(),
                        "enough mistakes are named",
                        () ->
                                Claims.objectionTo(told(claims, false), told(claims, true))
                                        .ifPresent(Assertions::fail)));
        return tests;
    }

    private static void report(Claim claim, Judgement judgement) {
        judgement
                .chance()
                .ifPresent(why ->
                        System.out.println(
                                "BY CHANCE, to be mended: not so at the first look: "
                                        + claim
                                        + "\n"
                                        + why));
        judgement.objection().ifPresent(Assertions::fail);
    }

    private Diagnoses told(List<Claim> claims, boolean pairs) {
        return claims.stream()
                .filter(claim -> claim.isPair() == pairs)
                .map(claim -> judgements.get(claim).join().diagnoses())
                .reduce(Diagnoses.NONE, Diagnoses::plus);
    }

    @TestFactory
    Stream<DynamicTest> theKitStandsAlone() {
        return Dependencies.ofKit(course).stream().map(Project::check);
    }
}
