package loopback.command;

import java.util.concurrent.Callable;
import loopback.course.CourseException;
import loopback.course.Draft;
import loopback.course.Exercise;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "new",
        description = {
            "Lays the files of a new exercise or a new lesson, with what has to be written in them.",
            "What is left to do says ./course lint."
        },
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            index = "0",
            paramLabel = "EXERCISE|LESSON",
            description = "framing/LineFramer, or 06-framing.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "Of an exercise, the sentence after TODO: \"cut bytes into lines\".")
    private String task = "";

    @Override
    public Integer call() {
        var course = parent.course();
        boolean isExercise = name.contains("/");
        if (isExercise && task.isBlank()) {
            throw new CourseException(
                    "say what the task is: ./course new " + name + " \"cut bytes into lines\"");
        }
        var draft =
                isExercise
                        ? Draft.of(course, Exercise.of(name), task.strip())
                        : Draft.of(course, name);
        draft.write().forEach(parent.terminal()::print);
        parent.terminal().print("");
        parent.terminal().print("What is left to do: ./course lint " + name);
        return ExitStatus.FULL_MARKS;
    }
}
