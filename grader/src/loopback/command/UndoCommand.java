package loopback.command;

import java.nio.file.Path;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.progress.FileVersions;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "undo",
        description = "Brings back an earlier version of your file: the one before, or any other.",
        mixinStandardHelpOptions = true)
final class UndoCommand implements Runnable {

    @ParentCommand private CommandContext parent;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "A number that --list shows.")
    private @Nullable Integer number;

    @Option(names = "--list", description = "Show the versions that are kept.")
    private boolean list;

    @Override
    public void run() {
        var course = parent.course();
        var terminal = parent.terminal();
        var exercise = course.findOne(name);
        var versions = new FileVersions(course, exercise);
        var all = versions.all();
        if (list) {
            list(versions, terminal);
            return;
        }
        if (number != null && (number < 1 || number > all.size())) {
            throw new CourseException(
                    "there is no version "
                            + number
                            + " of "
                            + exercise
                            + ": ./course undo "
                            + exercise.name()
                            + " --list shows "
                            + all.size());
        }
        var version =
                number != null
                        ? all.get(number - 1)
                        : versions.previous()
                                .orElseThrow(() ->
                                        new CourseException(
                                                (all.isEmpty()
                                                                ? "no other version of "
                                                                : "no earlier version of ")
                                                        + exercise
                                                        + " is kept: each check keeps one"));
        versions.bringBack(version);
        terminal.wrap(
                "",
                exercise
                        + " is again what it was at "
                        + FileVersions.when(version)
                        + points(versions, version)
                        + ". What you had is kept, too: ./course undo "
                        + exercise.name()
                        + " goes further back, --list shows every version.");
    }

    private static void list(FileVersions versions, Terminal terminal) {
        var current = versions.current();
        int number = 0;
        for (var version : versions.all()) {
            var lines = FileIo.readLeniently(version).lines().count();
            terminal.print(
                    String.format(
                            "%s %3d  %s  %d lines%s",
                            current.filter(version::equals).isPresent() ? ">" : " ",
                            ++number,
                            FileVersions.when(version),
                            lines,
                            points(versions, version)));
        }
        terminal.print(
                current.isPresent()
                        ? "> is what your file holds now."
                        : "Your file was edited since: the next check keeps it.");
    }

    private static String points(FileVersions versions, Path version) {
        return versions.pointsOf(version).map(points -> ", " + points + " points").orElse("");
    }
}
