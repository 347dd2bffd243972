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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.Engine;
import loopback.engine.compile.Compiler;
import loopback.engine.compile.Submission;
import loopback.engine.run.BenchStarter;
import loopback.engine.specification.Specifications;

/// Checks claims in several runs: each under the next stress, in another order and in fresh JVMs. A
/// claim that does not hold is reported and counted, and the proof goes on.
public final class Proof {

    /// Hears how a proof goes, from several threads, but one at a time.
    public interface Listener {

        default void begins(int run, Stress stress) {}

        void checked(int run, Stress stress, Claim claim, Judgement judgement);

        default void ended(int run, Stress stress) {}
    }

    private final Course course;
    private final List<Claim> claims;
    private final List<Stress> stresses;
    private final Random order;
    private final int jobs;
    private final Listener listener;
    private final Optional<ProofCache> proven;
    private final Specifications specifications;
    private final Map<Claim, Submission> submissions = new ConcurrentHashMap<>();
    private final Compiler compiler = Compiler.once();
    private final Map<String, RunCounts> tallies = new TreeMap<>();
    private final Map<String, Diagnoses> alone = new TreeMap<>();
    private final Map<String, Diagnoses> pairs = new TreeMap<>();

    /// A proof of `claims`, with `jobs` checks at a time, in an order that `seed` decides.
    public Proof(
            Course course,
            List<Claim> claims,
            List<Stress> stresses,
            long seed,
            int jobs,
            Listener listener) {
        this(course, claims, stresses, seed, jobs, listener, Optional.empty());
    }

    /// One check of each claim on a machine that is left alone; what was proven before is not checked
    /// again. A wrong answer that fails other steps than claimed is checked once more: what chance
    /// does once in thousands of checks is for a proof of many runs to find, and told here.
    public static Proof once(Course course, List<Claim> claims, int jobs, Listener listener) {
        var proven = Optional.of(new ProofCache(course));
        return new Proof(course, claims, List.of(Stress.NONE), 0, jobs, listener, proven);
    }

    private Proof(
            Course course,
            List<Claim> claims,
            List<Stress> stresses,
            long seed,
            int jobs,
            Listener listener,
            Optional<ProofCache> proven) {
        this.proven = proven;
        this.course = course;
        this.claims = claims;
        this.stresses = stresses;
        this.order = new Random(seed);
        this.jobs = jobs;
        this.listener = listener;
        specifications = Specifications.settled(course);
    }

    /// How many checks to run at a time, as in grading: a check waits most of the time.
    public static int jobs() {
        return 6 * Runtime.getRuntime().availableProcessors();
    }

    /// Checks every claim `runs` times.
    public void run(int runs) {
        claims.stream().map(Claim::exercise).distinct().forEach(this::compile);
        for (int run = 1; run <= runs; run++) {
            run(run, stresses.get((run - 1) % stresses.size()));
        }
    }

    private void compile(Exercise exercise) {
        try {
            specifications.steps(exercise);
        } catch (CourseException e) {
            // None of its claims holds, and each will say so.
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
                var judgement = judgement(claim, engine);
                synchronized (tallies) {
                    count(claim, judgement);
                    listener.checked(run, stress, claim, judgement);
                }
            }
        }
    }

    private void count(Claim claim, Judgement judgement) {
        var id = claim.exercise().id();
        var one = new RunCounts(1, judgement.objection().isPresent() ? 1 : 0);
        tallies.merge(id, one, RunCounts::plus);
        (claim.isPair() ? pairs : alone).merge(id, judgement.diagnoses(), Diagnoses::plus);
    }

    private Judgement judgement(Claim claim, Engine engine) {
        try {
            var submission = submissions.computeIfAbsent(claim, Claim::submission);
            var before = proven.flatMap(kept -> kept.find(claim, submission));
            if (before.isPresent()) {
                return before.get();
            }
            Supplier<Judgement> look = () -> claim.judge(engine.check(submission));
            boolean twice = proven.isPresent() && claim.isOfWrongAnswer();
            var judgement = twice ? Judgement.ofTwoLooks(look) : look.get();
            proven.ifPresent(kept -> kept.keep(claim, submission, judgement));
            return judgement;
        } catch (RuntimeException | Error e) {
            return Judgement.of(Optional.of("it could not be checked: " + e.getMessage()));
        }
    }

    /// What the mistakes of an exercise were told so far, each alone.
    public Diagnoses alone(Exercise exercise) {
        synchronized (tallies) {
            return alone.getOrDefault(exercise.id(), Diagnoses.NONE);
        }
    }

    /// What pairs of the mistakes of an exercise were told so far.
    public Diagnoses pairs(Exercise exercise) {
        synchronized (tallies) {
            return pairs.getOrDefault(exercise.id(), Diagnoses.NONE);
        }
    }

    /// What was counted of an exercise so far.
    public RunCounts of(Exercise exercise) {
        synchronized (tallies) {
            return tallies.getOrDefault(exercise.id(), RunCounts.none());
        }
    }

    /// Writes down for the page of proofs what was counted of an exercise.
    public void record(Exercise exercise) {
        var counts = of(exercise);
        MeasuredTable.underStress(course)
                .record(course, exercise, counts.runs(), counts.failures());
    }

    /// What was counted so far.
    public RunCounts all() {
        synchronized (tallies) {
            return tallies.values().stream().reduce(RunCounts.none(), RunCounts::plus);
        }
    }
}
