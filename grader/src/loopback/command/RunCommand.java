package loopback.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Files;
import loopback.engine.BenchStarter;
import loopback.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description = "Runs a script of a lesson through jbang. Without a name: lists them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /// jbang's exit status when it has printed the command to run.
    private static final int COMMAND_PRINTED = 255;

    @ParentCommand private CourseCommand parent;

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "The script's name.")
    private String name;

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
            return CourseCommand.FULL_MARKS;
        }
        return run(course, course.script(name), arguments);
    }

    private static void list(Course course, Terminal terminal) {
        for (var lesson : course.lessons()) {
            terminal.print(terminal.strong(lesson.number() + "  " + lesson.title()));
            for (var script : lesson.scripts()) {
                terminal.print(String.format("   %-20s %s", Course.nameOf(script), about(script)));
            }
        }
        terminal.print("");
        terminal.print("./course run SCRIPT [ARGS…] runs one.");
    }

    /// The script's own first sentence about itself.
    private static String about(Path script) {
        return Files.lines(script).stream()
                .filter(line -> line.startsWith("/// "))
                .map(line -> line.substring(4))
                .findFirst()
                .orElse("");
    }

    /// jbang prints the command that runs the script; it runs in our place, on our terminal.
    private static int run(Course course, Path script, List<String> arguments)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                BenchStarter.java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                jbang(course).toString(),
                                "dev.jbang.Main",
                                "--quiet",
                                "run",
                                script.toString()));
        if (isWindows()) {
            command.addAll(arguments);
        }
        var jbang =
                inEnvironment(course, new ProcessBuilder(command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        jbang.getOutputStream().close();
        var printed = new String(jbang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = jbang.waitFor();
        if (status != COMMAND_PRINTED) {
            System.out.print(printed);
            return status;
        }
        var shell =
                isWindows()
                        ? List.of("cmd", "/c", printed.strip())
                        : shell(printed.strip(), arguments);
        var running = inEnvironment(course, new ProcessBuilder(shell)).inheritIO().start();
        // Ctrl-C goes to the script as well as to us; the last word is the script's.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running.onExit()::join));
        return running.waitFor();
    }

    /// The arguments go around jbang, which forgets empty ones.
    private static List<String> shell(String command, List<String> arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", "exec " + command + " \"$@\"", "sh"));
        words.addAll(arguments);
        return words;
    }

    private static ProcessBuilder inEnvironment(Course course, ProcessBuilder process) {
        var environment = process.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JBANG_DIR", course.progress().resolve("jbang").toString());
        environment.put("JBANG_NO_VERSION_CHECK", "true");
        return process;
    }

    private static Path jbang(Course course) {
        return Files.list(course.built().resolve("jbang")).stream()
                .findFirst()
                .orElseThrow(() ->
                        new CourseException(
                                "jbang is not there: delete grader/target/course, and run ./course"));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
