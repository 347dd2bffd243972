package loopback.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loopback.course.CourseException;
import loopback.engine.jvm.Phase;
import loopback.grading.ClassList;
import loopback.grading.Grader;
import loopback.grading.Results;
import loopback.grading.Shard;
import loopback.intake.Download;
import loopback.intake.HandIn;
import loopback.intake.Roster;
import loopback.intake.Student;
import loopback.report.ReportFiles;
import loopback.sandbox.Level;
import loopback.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "grade",
        description = "Grades the submissions of a class, each in a sandbox.",
        mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {

    /// Workers per processor: most of the time of a check is waiting.
    private static final int PER_PROCESSOR = 6;

    /// Bytes of memory that a worker and its JVM may take.
    private static final long PER_WORKER = 512L << 20;

    @ParentCommand private CommandContext parent;

    @Mixin private HandInParameters handedIn;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RESULTS",
            description = "Where the results go. What is finished there is not done again.")
    private Path out;

    @Option(
            names = "--student",
            paramLabel = "ID",
            description = "SUBMISSIONS is what this one learner has handed in.")
    private @Nullable String student;

    @Option(
            names = "--submitted",
            paramLabel = "TIME",
            description = "When --student has handed in, such as 2026-10-16T23:59:00+02:00.")
    private @Nullable String submitted;

    @Option(
            names = "--metadata",
            paramLabel = "JSON",
            description =
                    "Gradescope's submission_metadata.json, which says when it was handed in.")
    private @Nullable Path metadata;

    @Option(
            names = "--file-times",
            description = "A file's own time is when it was handed in, if nothing else says so.")
    private boolean fileTimes;

    @Option(
            names = "--trust-submissions",
            description = "Grade even where there is no full sandbox.")
    private boolean trust;

    @Option(
            names = "--regrade",
            description = "Grade everything again; earlier marks are kept in RESULTS/earlier.")
    private boolean regrade;

    @Option(names = "--diff", description = "Say which marks have changed, and why.")
    private boolean diff;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many submissions at once; six for each processor, as memory allows.")
    private int workers = workers();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Only part I of N; ./course merge joins the parts.")
    private @Nullable String shard;

    @Override
    public Integer call() {
        var course = parent.course();
        var terminal = parent.terminal();
        if (workers < 1) {
            throw new CourseException("--workers " + workers + ": at least one is needed");
        }
        var assignment = handedIn.assignment(course);
        var part = Optional.ofNullable(shard).map(Shard::parse);
        var all = handed();
        var mine = part.map(each -> each.of(all)).orElse(all);
        var results = new Results(out.toAbsolutePath());
        part.ifPresent(each -> each.claim(results, all));
        parent.engine().compileKit(); // Before the workers need it.
        try (var sandbox = Sandbox.find(course, assignment.seed())) {
            requireFull(sandbox);
            var progress = new GradingProgress(terminal, sandbox, diff);
            new Grader(course, assignment, sandbox, results, workers)
                    .grade(mine, people(all, results), regrade, progress);
            try (var _ = Phase.begins("reports")) {
                ReportFiles.write(results.folder(), course);
            }
            progress.end(results);
            return progress.exitStatus();
        }
    }

    private static int workers() {
        int wanted = PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory =
                system instanceof com.sun.management.OperatingSystemMXBean known
                        ? known.getTotalMemorySize()
                        : Long.MAX_VALUE;
        return Math.clamp(memory / PER_WORKER, 1, wanted);
    }

    private List<HandIn> handed() {
        if (student != null) {
            var when = Optional.ofNullable(submitted).map(GradeCommand::time);
            return List.of(
                    Download.single(
                            handedIn.submissions(),
                            new Student(Download.idOf(student), "", ""),
                            when));
        }
        if (submitted != null) {
            throw new CourseException(
                    "--submitted is for one learner: add --student, or say the times in a --roster"
                            + " with the heading submitted");
        }
        var all = handedIn.all(fileTimes);
        if (metadata == null) {
            return all;
        }
        if (all.size() != 1) {
            throw new CourseException(
                    "--metadata is for one submission, and there are " + all.size());
        }
        return List.of(all.getFirst().at(Download.submitted(metadata)));
    }

    /// The class list. A learner who is graded alone says nothing of the others: then it is that of
    /// the earlier grading.
    private ClassList people(List<HandIn> all, Results results) {
        if (student == null) {
            return ClassList.of(all, handedIn.absent());
        }
        return results.areThere() ? results.read().people() : ClassList.NONE;
    }

    private static Instant time(String text) {
        return Roster.time("--submitted", text);
    }

    private void requireFull(Sandbox sandbox) {
        if (sandbox.level() != Level.FULL && !trust) {
            throw CourseException.ofMachine(
                    "submissions are strangers' code, and there is no full sandbox for them here,"
                            + " only "
                            + sandbox.sentence()
                            + ". Mend that, or add --trust-submissions",
                    new IllegalStateException(sandbox.level().word()));
        }
    }
}
