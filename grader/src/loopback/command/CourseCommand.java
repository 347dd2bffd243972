package loopback.command;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.engine.Engine;
import loopback.engine.run.BenchStarter;
import loopback.launcher.Invocation;
import loopback.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The root command. `./course` alone shows the map of the course.
@Command(
        name = "./course",
        description = "A course in Java network programming. Without a command: where you are.",
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        version = Course.VERSION,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:full marks, or done",
            "1:not full marks",
            "2:wrong use",
            "3:this machine cannot"
        })
public final class CourseCommand implements CommandContext, Runnable {

    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("watch", WatchCommand::new);
        COMMANDS.put("hint", HintCommand::new);
        COMMANDS.put("read", ReadCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("try", TryCommand::new);
        COMMANDS.put("solution", SolutionCommand::new);
        COMMANDS.put("reset", ResetCommand::new);
        COMMANDS.put("undo", UndoCommand::new);
        COMMANDS.put("submit", SubmitCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("assign", AssignCommand::new);
        COMMANDS.put("grade", GradeCommand::new);
        COMMANDS.put("merge", MergeCommand::new);
        COMMANDS.put("similar", SimilarCommand::new);
        COMMANDS.put("report", ReportCommand::new);
        COMMANDS.put("new", NewCommand::new);
        COMMANDS.put("lint", LintCommand::new);
        COMMANDS.put("prove", ProveCommand::new);
        COMMANDS.put("release", ReleaseCommand::new);
        COMMANDS.put("prepare", PrepareCommand::new);
    }

    private final Course course =
            new Course(Path.of(System.getProperty("course.root", "")).toAbsolutePath());

    private final Engine engine = new Engine(course, BenchStarter.forking(course));

    @Spec private CommandSpec spec;

    @Option(
            names = "--plain",
            scope = ScopeType.INHERIT,
            description = "Stable lines without colour or signs; so does NO_COLOR.")
    private boolean plain;

    /// Set by picocli.
    @SuppressWarnings("NullAway.Init")
    public CourseCommand() {}

    /// Runs a command line; returns its exit status.
    public static int run(String[] typed) {
        var args = helpAsAnOption(typed);
        var out = Invocation.printer(writer(System.out), false);
        var err = Invocation.printer(writer(System.err), true);
        // It would look for Groovy in every jar, which takes longer than to start a JVM.
        System.setProperty("picocli.disable.closures", "true");
        var command = new CourseCommand();
        try (var engine = command.engine()) {
            if (args.length > 0 && args[0].equals("check")) {
                engine.prepare(); // A JVM starts while the command line is read.
            }
            return commandLine(command, args)
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setUsageHelpAutoWidth(false)
                    .setExecutionExceptionHandler((failure, line, _) -> {
                        if (failure instanceof CourseException known) {
                            return explain(known, line.getErr());
                        }
                        var trace = new StringWriter();
                        failure.printStackTrace(new PrintWriter(trace, true));
                        var words = "course: this was not foreseen: " + failure + "\n" + trace;
                        line.getErr().print(Terminal.harmless(words));
                        line.getErr().flush();
                        return CourseException.MACHINE_CANNOT;
                    })
                    .setParameterExceptionHandler(CourseCommand::explain)
                    .execute(args);
        } catch (CourseException e) {
            return explain(e, err);
        }
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// `help check` is what many type for `check --help`.
    private static String[] helpAsAnOption(String[] args) {
        if (args.length == 0 || !args[0].equals("help")) {
            return args;
        }
        var words = new ArrayList<>(List.of(args).subList(1, Math.min(2, args.length)));
        words.add("--help");
        return words.toArray(String[]::new);
    }

    private static int explain(CourseException failure, PrintWriter err) {
        err.println("course: " + Terminal.harmless(failure.getMessage()));
        return failure.exitStatus();
    }

    /// Knows the one command that is named first, or else all: reading what each of them is
    /// annotated with takes as long as starting a JVM.
    private static CommandLine commandLine(CourseCommand course, String[] args) {
        var line = new CommandLine(course);
        var named = args.length == 0 ? "" : args[0];
        COMMANDS.forEach((name, command) -> {
            if (name.equals(named) || !COMMANDS.containsKey(named)) {
                line.addSubcommand(name, command.get());
            }
        });
        // What comes after the name of a script belongs to the script.
        Optional.ofNullable(line.getSubcommands().get("run"))
                .ifPresent(run -> run.setStopAtPositional(true));
        // What is no option of the command is a word for the exercise.
        Optional.ofNullable(line.getSubcommands().get("try"))
                .ifPresent(run -> run.setUnmatchedOptionsArePositionalParams(true));
        return line;
    }

    /// Says in one sentence what was wrong with a command line, and what to type next.
    private static int explain(ParameterException failure, String[] args) {
        var line = failure.getCommandLine();
        var help = line.getCommandSpec().qualifiedName() + " --help says what there is";
        var sentence = failure.getMessage() + ": " + help;
        if (failure instanceof UnmatchedArgumentException unmatched) {
            var suggestions = unmatched.getSuggestions();
            var word = unmatched.getUnmatched().getFirst();
            boolean isCommand = line.getParent() == null && !word.startsWith("-");
            sentence =
                    "there is no "
                            + (isCommand ? "command" : "option")
                            + " \""
                            + word
                            + "\""
                            + (suggestions.isEmpty()
                                    ? ": " + help
                                    : "; did you mean " + String.join(" or ", suggestions) + "?");
        }
        line.getErr().println("course: " + Terminal.harmless(sentence));
        return CourseException.WRONG_USE;
    }

    @Override
    public void run() {
        new CourseMap(course(), terminal()).print();
    }

    @Override
    public Course course() {
        return course;
    }

    /// Prints what programs read: nothing in it is changed for a person.
    @Override
    public void printData(String data) {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        out.println(data);
        out.flush();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Terminal terminal() {
        var line = spec.commandLine();
        return Terminal.ofProcess(line.getOut(), line.getErr(), plain);
    }
}
