package loopback.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.ProgramScript;
import loopback.course.TemporaryFolders;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "try",
        description = {
            "Runs your answer as the program it is, for real peers such as nc, socat and curl.",
            "Without a name: lists what there is to run.",
            "",
            "Nothing judges or guards it: the code runs as you, with your files and your network,",
            "until it ends or you press Ctrl-C. Run nobody's code but your own."
        },
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private static final Pattern WORD_END = Pattern.compile("\\W+");

    @ParentCommand private CommandContext parent;

    @Parameters(arity = "0..1", paramLabel = "EXERCISE", description = "The exercise.")
    private @Nullable String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGS",
            description = "What the program is given; it says what it takes.")
    private List<String> arguments = List.of();

    @Option(
            names = "--wire",
            description = "Shows what goes over the wire as it happens, in the words of a check.")
    private boolean wire;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The sources under DIR instead of exercises/src.")
    private @Nullable Path from;

    @Option(names = "--solution", description = "The reference, once yours has full marks.")
    private boolean solution;

    @Option(names = "--spoil", description = "The reference before that, too.")
    private boolean spoil;

    @Override
    public Integer call() throws Exception {
        var course = parent.course();
        if (name == null) {
            list(course, parent.terminal());
            return ExitStatus.FULL_MARKS;
        }
        var exercise = course.findOne(name);
        if (!new ProgramScript(course, exercise).exists()) {
            throw new CourseException(
                    exercise + " is nothing to run: ./course try lists what there is");
        }
        var sources = sources(course, exercise);
        var words = new ArrayList<>(arguments);
        if (wire) {
            words.add("--wire");
        }
        var jbang = new Jbang(course);
        return jbang.run(compile(jbang, exercise, sources, words), words);
    }

    private static void list(Course course, Terminal terminal) {
        for (var lesson : course.lessons()) {
            terminal.print(terminal.strong(lesson.number() + "  " + lesson.title()));
            for (var exercise : lesson.exercises()) {
                var script = new ProgramScript(course, exercise);
                if (script.exists()) {
                    terminal.wrap(
                            String.format("   %-20s ", exercise.name()),
                            RunCommand.about(script.file()));
                }
            }
        }
        terminal.print("");
        terminal.print("./course try EXERCISE [ARGS…] runs one.");
    }

    /// The folder of the answer that is to run.
    private Path sources(Course course, Exercise exercise) {
        if (solution || spoil) {
            SolutionCommand.reference(parent, exercise, spoil);
            return course.references();
        }
        var sources = CheckCommand.sources(course, from);
        CheckCommand.requireSources(sources, List.of(exercise));
        return sources;
    }

    /// Compiles a script with the answer below `answers` in place of the one that it names.
    private Jbang.Answer compile(Jbang jbang, Exercise exercise, Path answers, List<String> words)
            throws IOException, InterruptedException {
        var script = new ProgramScript(parent.course(), exercise);
        var sources = new ArrayList<>(script.kit());
        sources.addAll(filesOf(exercise, answers));
        var folder = TemporaryFolders.folder();
        try {
            var copy = folder.resolve(script.file().getFileName());
            FileIo.write(copy, script.withoutSources());
            return jbang.ask(copy, sources, words, ProcessBuilder.Redirect.INHERIT);
        } finally {
            TemporaryFolders.delete(folder);
        }
    }

    /// The file of an answer, and those beside it that it names.
    private static Set<Path> filesOf(Exercise exercise, Path answers) {
        var file = exercise.source(answers);
        var others = FileIo.list(FileIo.folderOf(file));
        var files = new LinkedHashSet<Path>();
        var found = new ArrayDeque<>(List.of(file));
        while (!found.isEmpty()) {
            var each = found.remove();
            if (files.add(each)) {
                var words = Set.copyOf(List.of(WORD_END.split(FileIo.readLeniently(each))));
                others.stream()
                        .filter(other -> other.toString().endsWith(".java"))
                        .filter(other -> words.contains(Course.nameOf(other)))
                        .forEach(found::add);
            }
        }
        return files;
    }
}
