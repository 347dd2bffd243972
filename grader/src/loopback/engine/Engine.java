package loopback.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Mistake;
import loopback.course.TemporaryFolders;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.CompiledClasses;
import loopback.engine.compile.Compiler;
import loopback.engine.compile.CompilerProcess;
import loopback.engine.compile.LocalCompiler;
import loopback.engine.compile.StoppedException;
import loopback.engine.compile.Submission;
import loopback.engine.diagnosis.Diagnosis;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.Phase;
import loopback.engine.jvm.Shutdown;
import loopback.engine.link.AllowList;
import loopback.engine.link.Linkage;
import loopback.engine.run.BackgroundTask;
import loopback.engine.run.BenchProcess;
import loopback.engine.run.BenchStarter;
import loopback.engine.run.Examination;
import loopback.engine.specification.Contract;
import loopback.engine.specification.Specification;
import loopback.engine.specification.Specifications;
import loopback.engine.verdict.Step;
import loopback.engine.verdict.Verdict;

/// Checks submissions. One engine serves a whole run of the command.
public final class Engine implements AutoCloseable {

    /// How many problems of a submission that is not run are shown, and how many characters of
    /// each.
    private static final int SHOWN = 20;

    private static final int LONGEST = 1_000;

    private final Course course;
    private final BenchStarter starter;
    private final Specifications specifications;
    private final Compiler compiler;
    private final boolean keepsBenches;
    private final List<BackgroundTask<BenchProcess>> ready = new ArrayList<>();
    private volatile Duration spent = Duration.ZERO;
    private volatile BackgroundTask<Boolean> swept = BackgroundTask.of(true);

    /// Loaded with the first submission, while its bench starts.
    private static final class Rules {
        private static final AllowList ALLOWED = new AllowList();
    }

    public Engine(Course course, BenchStarter starter) {
        this(
                course,
                starter,
                CompiledClasses.ofSubmissions(course)
                        .before(new LocalCompiler(CompilerProcess.forking(course))),
                new Specifications(course),
                false);
    }

    private Engine(
            Course course,
            BenchStarter starter,
            Compiler compiler,
            Specifications specifications,
            boolean keepsBenches) {
        this.course = course;
        this.keepsBenches = keepsBenches;
        this.starter = starter;
        this.compiler = compiler;
        this.specifications = specifications;
    }

    /// An engine for many submissions, with a compiler of the caller's. A bench is used for several
    /// exercises of a submission as long as they leave nothing behind in it.
    public static Engine forMany(
            Course course, BenchStarter starter, Compiler compiler, Specifications specifications) {
        return new Engine(course, starter, compiler, specifications, true);
    }

    /// Starts a bench now, for the check that is to come.
    public void prepare() {
        synchronized (ready) {
            if (ready.isEmpty()) {
                specifications.compileKit();
                ready.add(
                        BackgroundTask.begin(
                                "bench", () -> BenchProcess.start(starter, Limits.USUAL)));
                swept = BackgroundTask.begin("sweep", Engine::sweep);
            }
        }
    }

    /// Deletes the temporary files of checks that were killed. Runs while the bench starts.
    private static Boolean sweep() {
        TemporaryFolders.sweep();
        return true;
    }

    /// Compiles what every specification shares, if that was not done.
    public void compileKit() {
        specifications.compileKit();
    }

    /// Forgets what was compiled, so that each submission is compiled again.
    public void forgetCompiled() {
        CompiledClasses.ofSubmissions(course).clear();
    }

    /// The steps of an exercise.
    public List<Step> steps(Exercise exercise) {
        return specifications.of(exercise).steps();
    }

    /// What the class of one submission declares in public and that of the other does not.
    public List<String> differences(Submission expected, Submission found) {
        var contract = Contract.of(compiler.compile(expected).classes());
        return contract.differences(contract.in(compiler.compile(found).classes()));
    }

    /// Checks the source of that exercise below the folder `sources`. A missing file gets no
    /// points.
    public Verdict check(Path sources, Exercise exercise) {
        Optional<Submission> submission;
        try {
            submission = Submission.find(sources, exercise);
        } catch (CourseException e) {
            return unread(exercise, e.getMessage());
        }
        return submission
                .map(this::check)
                .orElseGet(() ->
                        unread(
                                exercise,
                                exercise.name()
                                        + ".java is not there: ./course reset "
                                        + exercise.name()
                                        + " brings the starter back"));
    }

    /// Checks texts by their paths, such as `tcp/EchoOnce.java`. A missing file gets no points.
    public Verdict check(Map<String, String> sources, Exercise exercise) {
        return Submission.find(sources, exercise)
                .map(this::check)
                .orElseGet(() -> unread(exercise, exercise.name() + ".java was not handed in"));
    }

    /// The verdict on an exercise whose check was stopped; `start` is when it began.
    public Verdict stopped(Exercise exercise, long start) {
        return unrun(
                specifications.of(exercise),
                Verdict.Status.STOPPED,
                "by Ctrl-C or a signal, before it was done",
                start);
    }

    private Verdict unread(Exercise exercise, String why) {
        return unrun(
                specifications.of(exercise),
                Verdict.Status.DID_NOT_COMPILE,
                why,
                System.nanoTime());
    }

    /// Compiles, reads and runs a submission.
    public Verdict check(Submission submission) {
        long start = System.nanoTime();
        spent = Duration.ZERO;
        var specification = specifications.of(submission.exercise());
        try {
            return check(submission, specification, start);
        } catch (StoppedException e) {
            return unrun(specification, Verdict.Status.STOPPED, e.getMessage(), start);
        } finally {
            // During a shutdown the bench was killed, and no verdict may be made of that.
            Shutdown.awaitExit();
        }
    }

    private Verdict check(Submission submission, Specification specification, long start) {
        // It starts while the compiler works.
        var bench = bench(specification.profile().limits());
        try {
            var compilation = compile(submission);
            var objection = objectionTo(compilation, specification, start);
            if (objection.isPresent()) {
                putBack(bench);
                return objection.get();
            }
            var examination =
                    new Examination(starter, specification, compilation.classes(), !keepsBenches);
            var tests = run(examination, bench);
            spent = examination.spent();
            examination.done().ifPresent(done -> reuse(done));
            return verdict(specification, compilation, tests, start);
        } catch (RuntimeException | Error e) {
            bench.close();
            throw e;
        }
    }

    private Compilation compile(Submission submission) {
        try (var _ = Phase.begins("compile")) {
            return compiler.compile(submission);
        }
    }

    private static List<Verdict.Test> run(Examination examination, BenchProcess bench) {
        try (var _ = Phase.begins("run")) {
            return examination.run(bench);
        }
    }

    private Verdict verdict(
            Specification specification,
            Compilation compilation,
            List<Verdict.Test> tests,
            long start) {
        var exercise = specification.exercise();
        boolean passed = !tests.isEmpty() && tests.stream().allMatch(Verdict.Test::passed);
        var status = passed ? Verdict.Status.PASSED : Verdict.Status.FAILED;
        var diagnosed =
                passed
                        ? tests
                        : Diagnosis.of(Mistake.of(course, exercise), tests, compilation.classes());
        var message = tests.isEmpty() ? "its specification has no step" : "";
        return new Verdict(exercise.id(), status, seconds(start), message, diagnosed);
    }

    /// The verdict on what cannot be run, if it cannot.
    private Optional<Verdict> objectionTo(
            Compilation compilation, Specification specification, long start) {
        if (!compilation.succeeded()) {
            var message = joined(compilation.problems().stream().map(Engine::words), "\n\n");
            return Optional.of(
                    unrun(specification, Verdict.Status.DID_NOT_COMPILE, message, start));
        }
        var contract = specification.contract();
        var differences = contract.differences(contract.in(compilation.classes()));
        if (!differences.isEmpty()) {
            var message =
                    specification.exercise().name()
                            + " does not declare what its specification calls:\n\n"
                            + joined(differences.stream(), "\n\n");
            return Optional.of(
                    unrun(specification, Verdict.Status.DID_NOT_COMPILE, message, start));
        }
        var objections =
                Linkage.objections(
                        Rules.ALLOWED,
                        specification.profile().capabilities(),
                        specification.classes().keySet(),
                        compilation.classes());
        if (!objections.isEmpty()) {
            var message = joined(objections.stream().map(Engine::words), "\n");
            return Optional.of(unrun(specification, Verdict.Status.REFUSED, message, start));
        }
        return Optional.empty();
    }

    /// The first problems, shortened, and the number of the others. A submission could cause any
    /// number of them, of any length, and every report would repeat them all.
    private static String joined(Stream<String> found, String separator) {
        var all = found.toList();
        var shown =
                all.stream().limit(SHOWN).map(Engine::cut).collect(Collectors.joining(separator));
        int more = all.size() - SHOWN;
        return more <= 0 ? shown : shown + separator + "… and " + more + " more";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// A bench with these limits: one that is there, or a new one.
    private BenchProcess bench(Limits limits) {
        synchronized (ready) {
            while (!ready.isEmpty()) {
                var bench = ready.removeLast().get();
                if (bench.limits().equals(limits)) {
                    return bench;
                }
                bench.close();
            }
        }
        return BenchProcess.start(starter, limits);
    }

    /// Keeps a bench that was not used for the next check.
    private void putBack(BenchProcess bench) {
        synchronized (ready) {
            ready.add(BackgroundTask.of(bench));
        }
    }

    /// Keeps a bench that has done its task for the next exercise of the same submission.
    private void reuse(BenchProcess bench) {
        boolean isYoung = bench.processorTime().toSeconds() < bench.limits().cpuSeconds();
        if (keepsBenches && isYoung && bench.isFitForMore()) {
            putBack(bench);
        } else {
            bench.close();
        }
    }

    /// The processor time that the steps of the last check have had, where checks come one by one.
    public Duration spent() {
        return spent;
    }

    /// Closes the benches, because the next submission is another student's.
    public void forget() {
        close();
    }

    private static Verdict unrun(
            Specification specification, Verdict.Status status, String message, long start) {
        var tests =
                specification.steps().stream()
                        .map(step ->
                                new Verdict.Test(
                                        step.number(),
                                        step.name(),
                                        Verdict.Outcome.NOT_RUN,
                                        0,
                                        step.points(),
                                        "",
                                        "",
                                        List.of(),
                                        "",
                                        "",
                                        ""))
                        .toList();
        return new Verdict(specification.exercise().id(), status, seconds(start), message, tests);
    }

    private static String words(Linkage.Objection objection) {
        return objection.file()
                + ":"
                + objection.line()
                + "  "
                + objection.what()
                + ": "
                + objection.why();
    }

    private static String words(Compilation.Problem problem) {
        if (problem.line() < 1) {
            return problem.message();
        }
        var indent = problem.quote().length() - problem.quote().stripLeading().length();
        var caret = " ".repeat((int) Math.max(0, problem.column() - 1 - indent)) + "^";
        return problem.file()
                + ":"
                + problem.line()
                + "  "
                + problem.message()
                + "\n    "
                + problem.quote().strip()
                + "\n    "
                + caret;
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    }

    @Override
    public void close() {
        swept.ifItWorked();
        synchronized (ready) {
            ready.forEach(bench -> bench.ifItWorked().ifPresent(BenchProcess::close));
            ready.clear();
        }
    }
}
