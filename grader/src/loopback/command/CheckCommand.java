package loopback.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.jvm.Shutdown;
import loopback.engine.verdict.Verdict;
import loopback.progress.Progress;
import loopback.terminal.Terminal;
import loopback.terminal.VerdictReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check",
        description = "Checks exercises. Without a name: the next one.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false)
final class CheckCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    @ParentCommand private CommandContext parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXERCISE",
            description = {
                "StrictIpv4, addresses/StrictIpv4, or its file;",
                "addresses or 1 for all of a lesson."
            })
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every exercise of the course.")
    private boolean all;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The sources under DIR instead of exercises/src.")
    private @Nullable Path from;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.")
    private Format format = Format.TEXT;

    private final List<Verdict> verdicts = new ArrayList<>();
    private volatile long begun;
    private boolean printed;

    @Override
    public Integer call() {
        var course = parent.course();
        var terminal = parent.terminal();
        var exercises = exercises(course, new Progress(course, terminal));
        if (exercises.isEmpty()) {
            terminal.print(format == Format.JSON ? "[ ]" : Progress.ALL_DONE);
            return ExitStatus.FULL_MARKS;
        }
        requireSources(sources(course), exercises);
        if (format == Format.JSON) {
            // A program that reads the JSON gets complete JSON even after Ctrl-C.
            Shutdown.onShutdown(() -> stopped(terminal, exercises));
        }
        for (var exercise : exercises) {
            add(terminal, exercises, check(course, terminal, exercise));
        }
        print(terminal, exercises);
        boolean full = verdicts.stream().allMatch(Verdict::passed);
        return full ? ExitStatus.FULL_MARKS : ExitStatus.NOT_FULL_MARKS;
    }

    private Verdict check(Course course, Terminal terminal, Exercise exercise) {
        begun = System.nanoTime();
        return from == null
                ? new LearnersRecord(course, terminal).check(parent.engine(), exercise)
                : LearnersRecord.check(parent.engine(), sources(course), exercise);
    }

    private synchronized void add(Terminal terminal, List<Exercise> exercises, Verdict verdict) {
        verdicts.add(verdict);
        if (format == Format.TEXT && exercises.size() > 1) {
            new VerdictReport(terminal).summary(verdict);
        }
    }

    /// Prints the verdicts so far when the check is stopped. Runs on the shutdown thread.
    private synchronized void stopped(Terminal terminal, List<Exercise> exercises) {
        if (!printed) {
            if (verdicts.size() < exercises.size()) {
                verdicts.add(parent.engine().stopped(exercises.get(verdicts.size()), begun));
            }
            print(terminal, exercises);
        }
    }

    private Path sources(Course course) {
        return sources(course, from);
    }

    /// The folder of sources that somebody means: the learner's own, or another.
    static Path sources(Course course, @Nullable Path from) {
        if (from != null && !Files.isDirectory(from)) {
            throw new CourseException(
                    from
                            + " is not a folder: name one that holds packages,"
                            + " such as --from solutions/src");
        }
        return from == null ? course.starters() : from.toAbsolutePath();
    }

    static void requireSources(Path sources, List<Exercise> exercises) {
        if (exercises.stream().noneMatch(e -> Files.exists(e.source(sources)))) {
            throw new CourseException(
                    exercises.getFirst().source(sources)
                            + " is not there:"
                            + " name a folder that holds it with --from, or ./course reset "
                            + exercises.getFirst().name()
                            + " brings the starter back");
        }
    }

    private List<Exercise> exercises(Course course, Progress progress) {
        if (all) {
            return course.exercises();
        }
        if (!names.isEmpty()) {
            return names.stream().flatMap(n -> course.find(n).stream()).distinct().toList();
        }
        return progress.next(course).stream().toList();
    }

    private synchronized void print(Terminal terminal, List<Exercise> exercises) {
        printed = true;
        if (format == Format.JSON) {
            parent.printData(json(exercises.size() == 1 ? verdicts.getFirst() : verdicts));
        } else if (exercises.size() == 1) {
            var verdict = verdicts.getFirst();
            var next = new NextStep(parent.course(), terminal);
            if (from == null) {
                next.show(verdict);
            } else {
                next.showOther(verdict, sources(parent.course()), from);
            }
        } else {
            int points = verdicts.stream().mapToInt(Verdict::points).sum();
            int max = verdicts.stream().mapToInt(Verdict::maxPoints).sum();
            terminal.print("");
            terminal.print(points + "/" + max + " points");
            verdicts.stream()
                    .filter(verdict -> !verdict.passed())
                    .findFirst()
                    .map(verdict -> VerdictReport.checkCommand(Exercise.of(verdict.exercise())))
                    .ifPresent(next ->
                            terminal.print(
                                    "Next: " + next + (from == null ? "" : " --from " + from)));
        }
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
