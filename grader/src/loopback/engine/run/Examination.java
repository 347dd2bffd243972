package loopback.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loopback.bench.Message;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.Watchdog;
import loopback.engine.specification.Specification;
import loopback.engine.verdict.Step;
import loopback.engine.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// Runs every step of a specification on a submission, in as many JVMs as it takes.
///
/// The list of steps comes from the specification. A step is passed when a bench says so after it
/// has said that the step began, and in no other case. After a step that hangs or ends the JVM the
/// others run in a fresh one. For somebody who waits it is started as soon as a step takes long, and
/// half of the steps are examined beside the others from then on.
public final class Examination {

    /// A step without a message for that long may hang: a fresh JVM is started meanwhile.
    private static final long SUSPICIOUS_MILLIS = 300;

    /// Seconds after which a running step is given up: far more than the patience of the kit.
    /// Seconds in which the JVM was starved of processor time do not count.
    private static final int LONG = 50;

    private static final int SIGNS_OF_LIFE_IN_A_SECOND = 4;

    private final BenchStarter starter;
    private final Specification specification;
    private final boolean hurried;
    private final Map<String, byte[]> classes;
    private final Map<String, Verdict.Test> verdicts = new LinkedHashMap<>();
    private final List<Step> steps;

    /// Steps that a second examination runs at the same time, and those examinations.
    private final Set<Step> shared = new HashSet<>();

    private final List<BackgroundTask<List<Verdict.Test>>> parts = new ArrayList<>();

    /// The processor time of each step that was run since there are second examinations.
    private final Map<Step, Duration> times;

    /// The processor time until then; none where there are none.
    private @Nullable Duration until;

    private @Nullable BenchProcess standby;
    private @Nullable BenchProcess done;
    private boolean tidy = true;
    private Duration spent = Duration.ZERO;
    private int hangs;

    /// @param hurried whether JVMs are started in case that a step hangs, which makes the verdict
    ///     come sooner and everything else slower
    public Examination(
            BenchStarter starter,
            Specification specification,
            Map<String, byte[]> submission,
            boolean hurried) {
        this(
                starter,
                specification,
                submission,
                hurried,
                specification.steps(),
                new ConcurrentHashMap<>());
    }

    private Examination(
            BenchStarter starter,
            Specification specification,
            Map<String, byte[]> submission,
            boolean hurried,
            List<Step> steps,
            Map<Step, Duration> times) {
        this.starter = starter;
        this.times = times;
        this.hurried = hurried;
        this.specification = specification;
        this.steps = steps;
        classes = new LinkedHashMap<>(specification.classes());
        classes.putAll(submission);
    }

    /// The same with fewer steps.
    private Examination part(List<Step> some) {
        var part = new Examination(starter, specification, classes, hurried, some, times);
        part.until = Duration.ZERO;
        return part;
    }

    /// Runs all steps, the first of them in `bench`. Each JVM is killed at its end, but the last one
    /// if it is [#done].
    public List<Verdict.Test> run(BenchProcess bench) {
        runOwn(bench);
        parts.forEach(part -> part.get().forEach(test -> verdicts.put(test.name(), test)));
        if (!parts.isEmpty()) {
            countInOrder();
        }
        // Only for steps that have no verdict yet.
        steps.forEach(step -> notRun(step, "it was not run"));
        return steps.stream().map(step -> verdicts.get(step.name())).toList();
    }

    /// Counts the processor time of all steps as if they had been run one after the other, as they
    /// are where nobody waits: the verdict must not depend on that.
    private void countInOrder() {
        var sum = Objects.requireNonNull(until);
        boolean isOver = false;
        for (var step : steps) {
            sum = sum.plus(times.getOrDefault(step, Duration.ZERO));
            if (isTooMuch(sum)) {
                verdicts.remove(step.name());
                if (isOver) {
                    notRun(step, "the others " + tookAll());
                } else {
                    verdict(step, Map.of(), Verdict.Outcome.TIMED_OUT, tookAll());
                }
                isOver = true;
            }
        }
    }

    private void runOwn(BenchProcess bench) {
        var current = bench;
        try {
            var left = stepsLeft();
            while (!left.isEmpty()) {
                var had = current.processorTime();
                boolean finished = run(current, left, had);
                spent = spentWith(current, had);
                if (isTooMuch(spent)) {
                    stepsLeft().forEach(step -> notRun(step, "the others " + tookAll()));
                }
                left = stepsLeft();
                if (finished && tidy && left.isEmpty()) {
                    done = current;
                    break;
                }
                current.close();
                if (!left.isEmpty()) {
                    current = fresh();
                }
            }
        } finally {
            if (done == null) {
                current.close();
            }
            if (standby != null) {
                standby.close();
            }
        }
    }

    /// The processor time of the steps, without those that a second examination has run.
    public Duration spent() {
        return spent;
    }

    /// The JVM that did all that was asked of it, if there is one in which no step has left anything.
    /// Its user closes it.
    public Optional<BenchProcess> done() {
        return Optional.ofNullable(done);
    }

    private List<Step> stepsLeft() {
        return steps.stream()
                .filter(step -> !verdicts.containsKey(step.name()) && !shared.contains(step))
                .toList();
    }

    private BenchProcess fresh() {
        var ready = standby;
        standby = null;
        return ready != null ? ready : started();
    }

    private BenchProcess started() {
        return BenchProcess.start(starter, limits());
    }

    /// Called when a step takes long and may hang: has half of the remaining steps run at the same
    /// time, and a fresh JVM ready.
    private void hurry(RunningStep running, Duration spentSoFar) {
        if (until == null) {
            until = spentSoFar;
            running.before = running.bench.processorTime();
        }
        var left = stepsLeft();
        var next = left.subList(left.indexOf(running.step) + 1, left.size());
        if (next.size() > 1) {
            var half = List.copyOf(next.subList(next.size() / 2, next.size()));
            shared.addAll(half);
            parts.add(BackgroundTask.begin("steps", () -> part(half).run(started())));
        }
        if (standby == null && !next.isEmpty()) {
            standby = started();
        }
    }

    /// Runs steps until all are done or the bench is of no more use. At least one gets a verdict.
    /// Returns whether the bench has come to the end of its task.
    ///
    /// @param had the processor time that the bench has spent on other exercises
    private boolean run(BenchProcess bench, List<Step> asked, Duration had) {
        var names = asked.stream().map(specification::methodOf).toList();
        bench.give(
                new Message.Task(
                        classes,
                        specification.exercise().specificationName(),
                        names,
                        hangs,
                        specification.profile().capabilities()));
        var running = running(asked.getFirst(), bench);
        var watchdog = bench.watchdog();
        while (true) {
            boolean mayHurry = hurried && standby == null;
            var next = bench.next(mayHurry ? SUSPICIOUS_MILLIS : 1_000);
            if (next.isEmpty()) {
                if (mayHurry) {
                    standby = started();
                } else if (watchdog.hasExpired()) {
                    verdict(running, Verdict.Outcome.TIMED_OUT, "the JVM stands still");
                    return false;
                } else if (isTooMuch(spentWith(bench, had))) {
                    verdict(running, Verdict.Outcome.TIMED_OUT, tookAll());
                    return false;
                }
                continue;
            }
            watchdog.reset();
            switch (next.get()) {
                case Message.Started started -> {
                    var step = step(asked, started.step(), running.step);
                    running = running(step, bench);
                    if (shared.contains(running.step)) {
                        return false; // A second examination runs this step.
                    }
                }
                case Message.Entry entry when BenchProcess.isTheEnd(entry) -> {
                    ended(running, bench);
                    return false;
                }
                case Message.Entry entry -> {
                    running.entries.put(entry.key(), entry.value());
                    tidy &= !entry.key().equals("left");
                    if (entry.key().equals("printed") && running.entries.containsKey("excess")) {
                        verdict(running, Verdict.Outcome.FAILED, running.entries.get("excess"));
                        return false;
                    }
                    if (entry.key().equals("printed") && running.entries.containsKey("hang")) {
                        hangs++;
                        verdict(running, Verdict.Outcome.TIMED_OUT, hang(running));
                        return false;
                    }
                }
                case Message.Finished finished -> finished(running, finished);
                case Message.Alive _ -> {
                    if (++running.signsOfLife == 2 && hurried) {
                        hurry(running, spentWith(bench, had));
                    }
                    if (running.signsOfLife % SIGNS_OF_LIFE_IN_A_SECOND == 0) {
                        if (isTooMuch(spentWith(bench, had))) {
                            verdict(running, Verdict.Outcome.TIMED_OUT, tookAll());
                            return false;
                        }
                        if (running.patience.hasExpired()) {
                            verdict(running, Verdict.Outcome.TIMED_OUT, "the step does not end");
                            return false;
                        }
                    }
                }
                case Message.Done _ -> {
                    for (var step : stepsLeft()) {
                        if (asked.contains(step)) {
                            notRun(step, running.entries.getOrDefault("outside", "it was not run"));
                        }
                    }
                    return true;
                }
                case Message.Ready _ -> {}
                case Message.Task _, Message.Again _ ->
                        throw new IllegalStateException("a bench gives no tasks");
            }
        }
    }

    private RunningStep running(Step step, BenchProcess bench) {
        var running = new RunningStep(step, bench);
        if (until != null) {
            running.before = bench.processorTime();
        }
        return running;
    }

    private Duration spentWith(BenchProcess bench, Duration had) {
        return spent.plus(bench.processorTime()).minus(had);
    }

    private boolean isTooMuch(Duration processorTime) {
        return processorTime.compareTo(Duration.ofSeconds(limits().cpuSeconds())) > 0;
    }

    private Limits limits() {
        return specification.profile().limits();
    }

    private String tookAll() {
        return "took the " + limits().cpuSeconds() + " s of processor time that an exercise has";
    }

    private Step step(List<Step> steps, String method, Step otherwise) {
        return steps.stream()
                .filter(step -> specification.methodOf(step).equals(method))
                .findFirst()
                .orElse(otherwise);
    }

    private void finished(RunningStep running, Message.Finished finished) {
        if (!finished.step().equals(specification.methodOf(running.step))) {
            return; // Not the step that was announced: nothing is known about it.
        }
        running.entries.put("printed", finished.printed());
        if (finished.passed()) {
            verdict(running, Verdict.Outcome.PASSED, "");
        } else {
            running.entries.put("said", finished.failure().message());
            verdict(running, Verdict.Outcome.FAILED, FailureText.of(finished.failure()));
        }
    }

    private void ended(RunningStep running, BenchProcess bench) {
        if (verdicts.containsKey(running.step.name())) {
            return; // After the step, and before the next: that one gets a JVM of its own.
        }
        var log = bench.log().strip();
        var why =
                log.contains("OutOfMemoryError")
                        ? "your code took all memory: %d MiB for a check"
                                .formatted(limits().heapMiB())
                        : "the JVM ended during this step"
                                + (log.isEmpty() ? "" : ": " + firstLine(log));
        verdict(running, Verdict.Outcome.ENDED_THE_JVM, why);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String hang(RunningStep running) {
        return "the step does not end; it waits\n" + running.entries.get("hang");
    }

    private void notRun(Step step, String why) {
        verdict(step, Map.of(), Verdict.Outcome.NOT_RUN, why);
    }

    private void verdict(RunningStep running, Verdict.Outcome outcome, String message) {
        if (until != null) {
            times.put(running.step, running.bench.processorTime().minus(running.before));
        }
        verdict(running.step, running.entries, outcome, message);
    }

    private void verdict(
            Step step, Map<String, String> entries, Verdict.Outcome outcome, String message) {
        int points = outcome == Verdict.Outcome.PASSED ? step.points() : 0;
        var test =
                new Verdict.Test(
                        step.number(),
                        step.name(),
                        outcome,
                        points,
                        step.points(),
                        message,
                        entries.getOrDefault("transcript", ""),
                        EventLines.parse(entries.getOrDefault("events", "")),
                        "",
                        entries.getOrDefault("printed", ""),
                        entries.getOrDefault("said", message));
        verdicts.putIfAbsent(step.name(), test);
    }

    /// A step that has begun, and what was said about it.
    private static final class RunningStep {

        private final Step step;
        private final Map<String, String> entries = new LinkedHashMap<>();
        private final BenchProcess bench;
        private final Watchdog patience;
        private Duration before = Duration.ZERO;
        private int signsOfLife;

        RunningStep(Step step, BenchProcess bench) {
            this.step = step;
            this.bench = bench;
            patience = bench.watchdog(LONG);
        }
    }
}
