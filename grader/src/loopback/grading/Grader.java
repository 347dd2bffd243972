package loopback.grading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;
import loopback.engine.compile.Compiler;
import loopback.engine.compile.CompilerProcess;
import loopback.intake.HandIn;
import loopback.intake.Student;
import loopback.sandbox.Sandbox;

/// Grades a class. What is finished lies in the results at once, and is not done again.
public final class Grader {

    /// Hears how far the grading is.
    public interface Listener {

        /// Before the first submission.
        void begins(int all, int kept);

        /// A submission is finished; `earlier` are the marks that these replace.
        void finished(Marks marks, Optional<Marks> earlier);

        /// A submission has no marks, because they could not be kept.
        void failed(Student student, String sentence);
    }

    private final Course course;
    private final Assignment assignment;
    private final Sandbox sandbox;
    private final Results results;
    private final EarlierMarks earlier;
    private final int workers;
    private final SubmissionMarker.Specs specs;
    private final List<Compiler> compilers;
    private final ConcurrentLinkedQueue<SubmissionMarker> markers = new ConcurrentLinkedQueue<>();

    public Grader(
            Course course, Assignment assignment, Sandbox sandbox, Results results, int workers) {
        this.course = course;
        this.assignment = assignment;
        this.sandbox = sandbox;
        this.results = results;
        this.workers = workers;
        earlier = new EarlierMarks(results, assignment.attemptsToKeep());
        specs = SubmissionMarker.Specs.of(course, assignment);
        // A compiler gets faster with each submission, so they are kept; it never waits for
        // anything, so one for each processor is enough.
        compilers =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .<Compiler>mapToObj(
                                _ -> new CompilerProcess(sandbox::startCompiler, Compiler.PATIENCE))
                        .toList();
    }

    /// Grades what is not finished yet.
    ///
    /// @param people the class that they are of
    /// @param regrade whether everything is graded again; what there is, is kept
    public void grade(List<HandIn> handed, ClassList people, boolean regrade, Listener listener) {
        FileIo.sweep(results.folder());
        if (regrade) {
            earlier.keepAll();
        } else {
            requireSameBasis();
        }
        var round =
                new GradingRun(
                        assignment, results, earlier, one -> with(marker -> marked(marker, one)));
        // Each thread lives as long as the JVMs it has started.
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var shared =
                    new SubmissionMarker.Shared(
                            course,
                            assignment,
                            sandbox,
                            specs,
                            UntouchedStarters.of(course, assignment.exercises()));
            for (int i = 0; i < workers; i++) {
                markers.add(new SubmissionMarker(shared, compilers.get(i % compilers.size())));
            }
            try {
                var calibration =
                        Calibration.of(
                                course,
                                assignment,
                                threads,
                                exercise -> with(marker -> calibrated(marker, exercise)));
                markers.forEach(SubmissionMarker::forget);
                results.write(grading(calibration, people));
                round.grade(handed, listener, threads);
            } finally {
                round.end();
                threads.shutdownNow();
                markers.forEach(SubmissionMarker::close);
                compilers.forEach(Compiler::close);
            }
        }
    }

    private Calibration.Measured calibrated(SubmissionMarker marker, Exercise exercise) {
        var marks = marker.mark(Calibration.reference(course, exercise), exercise, 1);
        return new Calibration.Measured(marks, marker.spent());
    }

    /// A fault while one submission is graded must not affect the next one.
    private static Marks marked(SubmissionMarker marker, HandIn handed) {
        try {
            return marker.mark(handed);
        } catch (RuntimeException | Error e) {
            marker.forget();
            throw e;
        }
    }

    private <T> T with(java.util.function.Function<SubmissionMarker, T> use) {
        var marker = markers.remove();
        try {
            return use.apply(marker);
        } finally {
            markers.add(marker);
        }
    }

    // --- what the marks rest on

    private Grading grading(Calibration calibration, ClassList people) {
        var limits = new LinkedHashMap<String, String>();
        var seeds = new LinkedHashMap<String, Long>();
        for (var exercise : assignment.exercises()) {
            var profile = specs.open().of(exercise).profile();
            limits.put(exercise.id(), calibration.words(exercise, profile.limits()));
            seeds.put(exercise.id(), assignment.seed());
        }
        return new Grading(
                assignment.title(),
                assignment.due(),
                points(),
                assignment.showHidden(),
                new Provenance(
                        Course.VERSION,
                        Runtime.version().toString(),
                        sandbox.level().word(),
                        sandbox.sentence(),
                        limits,
                        seeds,
                        basis(),
                        Instant.now(),
                        workers),
                List.of(),
                people);
    }

    private Map<String, Double> points() {
        var points = new LinkedHashMap<String, Double>();
        assignment.points().forEach((exercise, worth) -> points.put(exercise.id(), worth));
        return points;
    }

    /// SHA-256 of everything that decides about points.
    private Map<String, String> basis() {
        var basis = new TreeMap<String, String>();
        basis.put(assignment.file().getFileName().toString(), assignment.hash());
        var kit = FileIo.walk(course.kit()).stream().map(FileIo::read).toList();
        basis.put("exercises/test/kit", Hash.of(kit));
        for (Exercise exercise : assignment.exercises()) {
            basis.put("exercises/test/" + exercise + "Test.java", specs.open().hash(exercise));
            if (specs.hidden().has(exercise)) {
                basis.put("hidden " + exercise + "Test.java", specs.hidden().hash(exercise));
            }
        }
        return basis;
    }

    private void requireSameBasis() {
        results.readGrading()
                .ifPresent(before -> {
                    var then = before.provenance().specifications();
                    var now = basis();
                    var changed = new java.util.TreeSet<>(then.keySet());
                    changed.addAll(now.keySet());
                    changed.removeIf(
                            key -> then.containsKey(key) && then.get(key).equals(now.get(key)));
                    if (!changed.isEmpty()) {
                        throw new CourseException(
                                results.folder()
                                        + " was graded when "
                                        + String.join(", ", changed)
                                        + " had another text: add --regrade, which keeps the earlier"
                                        + " marks, or name another folder with --out");
                    }
                });
    }
}
