package loopback.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.report.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `./course`: where am I?
@Command(
        name = "course",
        description = "A course in Java network programming. Without a command: where you are.",
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        version = "Loopback 1",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:full marks, or done",
            "1:not full marks",
            "2:wrong use",
            "3:this machine cannot"
        },
        subcommands = {
            CheckCommand.class,
            WatchCommand.class,
            HintCommand.class,
            RunCommand.class,
            SolutionCommand.class,
            ResetCommand.class,
            UndoCommand.class,
            DoctorCommand.class,
            AssignCommand.class,
            GradeCommand.class,
            MergeCommand.class,
            ReportCommand.class,
            PrepareCommand.class
        })
public final class CourseCommand implements Runnable {

    static final int FULL_MARKS = 0;
    static final int NOT_FULL_MARKS = 1;

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
    public static int run(String[] args) {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var commandLine = new CommandLine(new CourseCommand());
        // What comes after the name of a script belongs to the script.
        commandLine.getSubcommands().get("run").setStopAtPositional(true);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler((failure, line, _) -> {
                    if (failure instanceof CourseException known) {
                        line.getErr().println("course: " + known.getMessage());
                        return known.exitStatus();
                    }
                    line.getErr().println("course: this was not foreseen: " + failure);
                    failure.printStackTrace(line.getErr());
                    return CourseException.MACHINE_CANNOT;
                })
                .setParameterExceptionHandler(CourseCommand::explain)
                .execute(args);
    }

    /// Says in one sentence what was wrong with a command line, and what to type next.
    private static int explain(ParameterException failure, String[] args) {
        var line = failure.getCommandLine();
        var help = "./" + line.getCommandSpec().qualifiedName() + " --help says what there is";
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
        line.getErr().println("course: " + sentence);
        return CourseException.WRONG_USE;
    }

    @Override
    public void run() {
        new CourseMap(course(), terminal()).print();
    }

    Course course() {
        return new Course(Path.of(System.getProperty("course.root", "")).toAbsolutePath());
    }

    Terminal terminal() {
        var line = spec.commandLine();
        return Terminal.ofProcess(line.getOut(), line.getErr(), plain);
    }
}
