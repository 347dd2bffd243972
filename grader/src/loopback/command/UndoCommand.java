package loopback.command;

import loopback.course.CourseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "undo",
        description = "Brings back an earlier version of your file: the one before, or any other.",
        mixinStandardHelpOptions = true)
final class UndoCommand implements Runnable {

    @ParentCommand private CourseCommand parent;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "A number that --list shows.")
    private Integer number;

    @Option(names = "--list", description = "Show the versions that are kept.")
    private boolean list;

    @Override
    public void run() {
        var course = parent.course();
        var terminal = parent.terminal();
        var exercise = course.findOne(name);
        var versions = new Versions(course, exercise);
        var all = versions.all();
        if (list) {
            for (int i = 0; i < all.size(); i++) {
                var file = all.get(i);
                var lines = loopback.course.Files.readLeniently(file).lines().count();
                terminal.print(
                        String.format("%4d  %s  %d lines", i + 1, Versions.when(file), lines));
            }
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
                                                "no other version of "
                                                        + exercise
                                                        + " is kept: each check keeps one"));
        versions.replaceWith(loopback.course.Files.bytes(version));
        terminal.print(
                exercise
                        + " is again what it was at "
                        + Versions.when(version)
                        + ". What you had is kept, too.");
    }
}
