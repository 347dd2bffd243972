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
import loopback.engine.Verdict;
import loopback.report.Report;
import loopback.report.Terminal;
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

    @ParentCommand private CourseCommand parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXERCISE",
            description = "StrictIpv4, addresses/StrictIpv4, or addresses for all of a lesson.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every exercise of the course.")
    private boolean all;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The sources under DIR instead of exercises/src.")
    private Path from;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        var course = parent.course();
        var terminal = parent.terminal();
        var engine = parent.engine();
        var exercises = exercises(course, new Progress(course, terminal));
        requireSources(sources(course), exercises);
        var verdicts = new ArrayList<Verdict>();
        for (var exercise : exercises) {
            var verdict = engine.check(sources(course), exercise);
            verdicts.add(verdict);
            if (from == null) {
                new LearnersRecord(course, terminal).add(exercise, verdict);
            }
            if (format == Format.TEXT && exercises.size() > 1) {
                new Report(terminal).summary(verdict);
            }
        }
        print(course, terminal, verdicts);
        boolean full = verdicts.stream().allMatch(Verdict::passed);
        return full ? CourseCommand.FULL_MARKS : CourseCommand.NOT_FULL_MARKS;
    }

    private Path sources(Course course) {
        if (from != null && !Files.isDirectory(from)) {
            throw new CourseException(
                    from
                            + " is not a folder: name one that holds packages,"
                            + " such as --from solutions/src");
        }
        return from == null ? course.starters() : from.toAbsolutePath();
    }

    private static void requireSources(Path sources, List<Exercise> exercises) {
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
        return List.of(progress.requireNext(course));
    }

    private void print(Course course, Terminal terminal, List<Verdict> verdicts) {
        if (format == Format.JSON) {
            terminal.print(json(verdicts.size() == 1 ? verdicts.getFirst() : verdicts));
        } else if (verdicts.size() == 1) {
            var verdict = verdicts.getFirst();
            new Report(terminal).print(verdict, NextStep.after(course, terminal, verdict));
        } else {
            int points = verdicts.stream().mapToInt(Verdict::points).sum();
            int max = verdicts.stream().mapToInt(Verdict::maxPoints).sum();
            terminal.print("");
            terminal.print(points + "/" + max + " points");
            verdicts.stream()
                    .filter(verdict -> !verdict.passed())
                    .findFirst()
                    .map(verdict -> Report.checkCommand(Exercise.of(verdict.exercise())))
                    .ifPresent(next -> terminal.print("Next: " + next));
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
