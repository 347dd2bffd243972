package loopback.command;

import java.nio.charset.StandardCharsets;
import loopback.course.Starters;
import loopback.progress.FileVersions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "reset",
        description = "The starter again. What you had is kept: ./course undo brings it back.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Runnable {

    @ParentCommand private CommandContext parent;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise.")
    private String name;

    @Override
    public void run() {
        var course = parent.course();
        var exercise = course.findOne(name);
        new FileVersions(course, exercise)
                .replaceWith(Starters.of(course, exercise).getBytes(StandardCharsets.UTF_8));
        parent.terminal()
                .print(
                        exercise
                                + " is the starter again. ./course undo "
                                + exercise.name()
                                + " brings back what you had.");
    }
}
