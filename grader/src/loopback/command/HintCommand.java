package loopback.command;

import java.util.Optional;
import loopback.course.CourseException;
import loopback.course.Hints;
import loopback.progress.Progress;
import loopback.terminal.VerdictReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "hint",
        description = "One hint further each time, for the first step that fails.",
        mixinStandardHelpOptions = true)
final class HintCommand implements Runnable {

    @ParentCommand private CommandContext parent;

    @Parameters(arity = "0..1", paramLabel = "EXERCISE", description = "The next one by default.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "The number of a step.")
    private @Nullable Integer step;

    @Override
    public void run() {
        var course = parent.course();
        var terminal = parent.terminal();
        var progress = new Progress(course, terminal);
        var next = name != null ? Optional.of(course.findOne(name)) : progress.next(course);
        if (next.isEmpty()) {
            terminal.print(Progress.ALL_DONE);
            return;
        }
        var exercise = next.get();
        var entry = progress.of(exercise);
        if (step == null && entry.isComplete() && entry.failingStep() == 0) {
            terminal.print(
                    exercise
                            + " has full marks. ./course solution "
                            + exercise.name()
                            + " shows how the reference does it.");
            return;
        }
        int number = step != null ? step : Math.max(1, entry.failingStep());
        var hints = Hints.of(course, exercise).forStep(number);
        if (hints.isEmpty()) {
            boolean isStep =
                    parent.engine().steps(exercise).stream().anyMatch(s -> s.number() == number);
            throw new CourseException(
                    isStep
                            ? "there is no hint for step " + number + " of " + exercise
                            : exercise
                                    + " has no step "
                                    + number
                                    + ": it has 1 to "
                                    + parent.engine().steps(exercise).size());
        }
        int shown = Math.min(hints.size(), entry.hints().getOrDefault(number, 0) + 1);
        terminal.print(
                terminal.strong(exercise.name() + ", step " + number)
                        + ", hint "
                        + shown
                        + " of "
                        + hints.size());
        for (var hint : hints.subList(0, shown)) {
            terminal.print("");
            terminal.wrap("   ", hint);
        }
        terminal.print("");
        terminal.print(
                shown < hints.size()
                        ? "Next: ./course hint "
                                + exercise.name()
                                + (step == null ? "" : " " + step)
                                + " for one more"
                        : "That was the last one. Next: " + VerdictReport.checkCommand(exercise));
        if (entry.hints().getOrDefault(number, 0) < hints.size()) {
            progress.update(exercise, e -> e.afterHint(number));
        }
    }
}
