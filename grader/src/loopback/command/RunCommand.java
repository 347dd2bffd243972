package loopback.command;

import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description = "Runs a script of a lesson through jbang. Without a name: lists them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "The script's name.")
    private @Nullable String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGS",
            description = "What the script is given, options too.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        var course = parent.course();
        if (name == null) {
            list(course, parent.terminal());
            return ExitStatus.FULL_MARKS;
        }
        return new Jbang(course).run(course.script(name), arguments);
    }

    private static void list(Course course, Terminal terminal) {
        for (var lesson : course.lessons()) {
            terminal.print(terminal.strong(lesson.number() + "  " + lesson.title()));
            for (var script : lesson.scripts()) {
                terminal.wrap(String.format("   %-20s ", Course.nameOf(script)), about(script));
            }
        }
        terminal.print("");
        terminal.print("./course run SCRIPT [ARGS…] runs one.");
    }

    /// The script's own first sentence about itself.
    static String about(Path script) {
        var comment =
                FileIo.lines(script).stream()
                        .dropWhile(line -> !line.startsWith("/// "))
                        .takeWhile(line -> line.startsWith("/// "))
                        .map(line -> line.substring(4).strip())
                        .collect(Collectors.joining(" "));
        var sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(comment);
        return comment.substring(0, Math.max(0, sentences.next())).strip();
    }
}
