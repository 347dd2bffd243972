package loopback.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hints;
import loopback.engine.Engine;
import loopback.progress.Progress;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "watch",
        description = "Checks again each time you save, until full marks; then offers the next.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    private static final String KEYS = "Enter checks now, h Enter gives a hint, q Enter ends.";

    @ParentCommand private CommandContext parent;

    @Parameters(arity = "0..1", paramLabel = "EXERCISE", description = "The next one by default.")
    private @Nullable String name;

    @Override
    public Integer call() {
        var course = parent.course();
        var terminal = parent.terminal();
        var progress = new Progress(course, terminal);
        var typed = typed();
        var exercise = name != null ? Optional.of(course.findOne(name)) : progress.next(course);
        while (exercise.isPresent()) {
            if (!watch(course, terminal, parent.engine(), exercise.get(), typed)) {
                return ExitStatus.NOT_FULL_MARKS;
            }
            exercise = progress.next(course.asItIsNow());
            if (exercise.isPresent()) {
                terminal.print("Enter goes on with " + exercise.get() + ", q Enter ends.");
                if (isQuit(take(typed))) {
                    return ExitStatus.FULL_MARKS;
                }
            }
        }
        terminal.print(Progress.ALL_DONE);
        return ExitStatus.FULL_MARKS;
    }

    /// Checks on each change until full marks; returns false when the person has had enough.
    private static boolean watch(
            Course course,
            Terminal terminal,
            Engine engine,
            Exercise exercise,
            BlockingQueue<String> typed) {
        var folder = FileIo.folderOf(exercise.source(course.starters()));
        try (var changes = new FolderWatcher(folder)) {
            while (true) {
                if (!terminal.plain()) {
                    terminal.out().print("\033[H\033[2J\033[3J");
                }
                if (check(course, terminal, engine, exercise)) {
                    return true;
                }
                terminal.print("");
                terminal.print(
                        terminal.faint(
                                "Watching " + course.root().relativize(folder) + ". " + KEYS));
                engine.prepare();
                var word = changes.orTyped(typed);
                while (word.equals("h")) {
                    hint(course, terminal, exercise);
                    word = changes.orTyped(typed);
                }
                if (isQuit(word)) {
                    return false;
                }
            }
        }
    }

    private static boolean check(
            Course course, Terminal terminal, Engine engine, Exercise exercise) {
        try {
            var verdict = new LearnersRecord(course, terminal).check(engine, exercise);
            new NextStep(course, terminal).show(verdict);
            return verdict.passed();
        } catch (CourseException e) {
            // An editor may have moved the file away for a moment; the next change tells.
            terminal.complain("course: " + e.getMessage());
            return false;
        }
    }

    private static void hint(Course course, Terminal terminal, Exercise exercise) {
        var progress = new Progress(course, terminal);
        var entry = progress.of(exercise);
        int step = Math.max(1, entry.failingStep());
        var hints = Hints.of(course, exercise).forStep(step);
        int shown = Math.min(hints.size(), entry.hints().getOrDefault(step, 0) + 1);
        for (var hint : hints.subList(0, shown)) {
            terminal.print("");
            terminal.wrap("   ", hint);
        }
        if (shown == hints.size()) {
            terminal.print("");
            terminal.print(terminal.faint("That was the last hint for step " + step + "."));
        }
        progress.update(exercise, e -> e.afterHint(step));
    }

    /// The lines that are typed, and at last that there will be no more.
    private static BlockingQueue<String> typed() {
        var lines = new LinkedBlockingQueue<String>();
        Thread.ofPlatform()
                .daemon()
                .name("typed")
                .start(() -> {
                    try (var in =
                            new BufferedReader(
                                    new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                        for (String line; (line = in.readLine()) != null; ) {
                            lines.add(line.strip());
                        }
                    } catch (IOException e) {
                        // Standard input is closed; saving a file still starts a check.
                    }
                    lines.add(FolderWatcher.NO_MORE);
                });
        return lines;
    }

    private static String take(BlockingQueue<String> typed) {
        try {
            return typed.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "q";
        }
    }

    private static boolean isQuit(String word) {
        return word.equals("q") || word.equals(FolderWatcher.NO_MORE);
    }
}
