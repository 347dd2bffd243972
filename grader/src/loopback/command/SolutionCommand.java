package loopback.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.progress.Progress;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "solution",
        description = "The reference beside yours, once yours has full marks.",
        mixinStandardHelpOptions = true)
final class SolutionCommand implements Runnable {

    @ParentCommand private CommandContext parent;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise.")
    private String name;

    @Option(names = "--spoil", description = "Show it before full marks, too.")
    private boolean spoil;

    @Override
    public void run() {
        var course = parent.course();
        var terminal = parent.terminal();
        var exercise = course.findOne(name);
        var reference = reference(parent, exercise, spoil);
        var yours = exercise.source(course.starters());
        var mine = Files.exists(yours) ? FileIo.lines(yours) : List.<String>of();
        var patch = DiffUtils.diff(mine, FileIo.lines(reference));
        var lines =
                UnifiedDiffUtils.generateUnifiedDiff(
                        course.root().relativize(yours).toString(),
                        course.root().relativize(reference).toString(),
                        mine,
                        patch,
                        3);
        if (lines.isEmpty()) {
            terminal.print("Yours is the reference, to the letter.");
        }
        lines.forEach(line -> terminal.print(coloured(terminal, line)));
    }

    /// The reference of an exercise, for whoever may see it.
    static Path reference(CommandContext context, Exercise exercise, boolean spoil) {
        var course = context.course();
        if (!spoil && !new Progress(course, context.terminal()).of(exercise).isComplete()) {
            throw new CourseException(
                    exercise
                            + " does not have full marks yet: try "
                            + "./course hint "
                            + exercise.name()
                            + ", or ask again with --spoil");
        }
        var reference = exercise.source(course.references());
        if (!Files.exists(reference)) {
            throw new CourseException("this copy of the course has no reference of " + exercise);
        }
        return reference;
    }

    private static String coloured(Terminal terminal, String line) {
        if (line.startsWith("@@")) {
            return terminal.faint(line);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> terminal.good(line);
            case '-' -> terminal.bad(line);
            default -> line;
        };
    }
}
