package loopback.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.engine.BenchStarter;
import loopback.engine.Compiler;
import loopback.engine.Engine;
import loopback.engine.Specifications;
import loopback.engine.Submission;

/// Checks claims run by run, each run under the next stress, in another order and in fresh JVMs, and
/// stops at nothing: what fails is told and counted.
public final class Proof {

    /// Hears how a proof goes, from several threads, but one at a time.
    public interface Listener {

        default void begins(int run, Stress stress) {}

        void checked(int run, Stress stress, Claim claim, Optional<String> objection);

        default void ended(int run, Stress stress) {}
    }

    private final Course course;
    private final List<Claim> claims;
    private final List<Stress> stresses;
    private final Random order;
    private final int jobs;
    private final Listener listener;
    private final Specifications specifications;
    private final Map<Claim, Submission> submissions = new ConcurrentHashMap<>();
    private final Compiler compiler = Compiler.once();
    private final Map<String, Tally> tallies = new TreeMap<>();

    /// A proof of `claims`, in orders that `seed` gives, so many checks at a time.
    public Proof(
            Course course,
            List<Claim> claims,
            List<Stress> stresses,
            long seed,
            int jobs,
            Listener listener) {
        this.course = course;
        this.claims = claims;
        this.stresses = stresses;
        this.order = new Random(seed);
        this.jobs = jobs;
        this.listener = listener;
        specifications = Specifications.settled(course);
    }

    /// How many checks a machine bears at a time, where nothing else makes it uncomfortable: most of
    /// a check is waiting.
    public static int jobs() {
        return 3 * Runtime.getRuntime().availableProcessors();
    }

    /// Checks every claim so many times.
    public void run(int runs) {
        claims.stream().map(Claim::exercise).distinct().forEach(specifications::steps); // Compiles.
        for (int run = 1; run <= runs; run++) {
            run(run, stresses.get((run - 1) % stresses.size()));
        }
    }

    private void run(int number, Stress stress) {
        var shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, order);
        var waiting = new ConcurrentLinkedQueue<>(shuffled);
        listener.begins(number, stress);
        try (var _ = stress.start(course)) {
            var workers =
                    IntStream.range(0, jobs)
                            .mapToObj(_ ->
                                    Thread.ofPlatform()
                                            .name("proof")
                                            .start(() -> checkAll(number, stress, waiting)))
                            .toList();
            for (var worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a proof", e);
        }
        listener.ended(number, stress);
    }

    private void checkAll(int run, Stress stress, Queue<Claim> waiting) {
        var starter = BenchStarter.forking(course, stress::around);
        try (var engine = Engine.forMany(course, starter, compiler, specifications)) {
            for (Claim claim; (claim = waiting.poll()) != null; ) {
                var objection = objectionTo(claim, engine);
                synchronized (tallies) {
                    var one = new Tally(1, objection.isPresent() ? 1 : 0);
                    tallies.merge(claim.exercise().id(), one, Tally::plus);
                    listener.checked(run, stress, claim, objection);
                }
            }
        }
    }

    private Optional<String> objectionTo(Claim claim, Engine engine) {
        try {
            var submission = submissions.computeIfAbsent(claim, Claim::submission);
            return claim.objectionTo(engine.check(submission));
        } catch (RuntimeException | Error e) {
            return Optional.of("it could not be checked: " + e.getMessage());
        }
    }

    /// What was counted of an exercise so far.
    public Tally of(Exercise exercise) {
        synchronized (tallies) {
            return tallies.getOrDefault(exercise.id(), Tally.none());
        }
    }

    /// What was counted so far.
    public Tally all() {
        synchronized (tallies) {
            return tallies.values().stream().reduce(Tally.none(), Tally::plus);
        }
    }
}
