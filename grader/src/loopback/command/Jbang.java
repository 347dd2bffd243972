package loopback.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.engine.jvm.JavaCommand;

/// jbang, which compiles a script, fetches what it needs, and prints the command that runs it.
record Jbang(Course course) {

    /// jbang's exit status when it has printed the command to run.
    private static final int COMMAND_PRINTED = 255;

    /// A script is compiled in less time than the faster code of a second compiler would take to make.
    private static final List<String> COMPILE_QUICKLY =
            List.of("-C=-J-XX:+UseSerialGC", "-C=-J-XX:TieredStopAtLevel=1");

    /// What jbang said about a script.
    ///
    /// @param printed the command that runs it, or whatever else there was to say
    record Answer(int status, String printed) {

        boolean isCommand() {
            return status == COMMAND_PRINTED;
        }
    }

    /// Runs a script in our place, on our terminal, and returns its exit status.
    int run(Path script, List<String> arguments) throws IOException, InterruptedException {
        return run(ask(script, arguments, ProcessBuilder.Redirect.INHERIT), arguments);
    }

    /// Runs what [#ask] has made ready.
    int run(Answer answer, List<String> arguments) throws IOException, InterruptedException {
        if (!answer.isCommand()) {
            System.out.println(answer.printed());
            return answer.status();
        }
        var running = process(answer, arguments).inheritIO().start();
        endWithUs(running);
        return running.waitFor();
    }

    /// Makes a script ready; what is wrong with it goes to `errors`.
    Answer ask(Path script, List<String> arguments, ProcessBuilder.Redirect errors)
            throws IOException, InterruptedException {
        return ask(script, List.of(), arguments, errors);
    }

    /// Makes a script ready that is compiled together with more sources.
    Answer ask(
            Path script, List<Path> sources, List<String> arguments, ProcessBuilder.Redirect errors)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(JavaCommand.forProgram());
        command.addAll(List.of("-cp", jar().toString(), "dev.jbang.Main", "--quiet", "run"));
        command.addAll(COMPILE_QUICKLY);
        sources.forEach(source -> command.addAll(List.of("--sources", source.toString())));
        command.add(script.toString());
        if (isWindows()) {
            command.addAll(arguments);
        }
        var jbang =
                inEnvironment(new ProcessBuilder(command))
                        .redirectError(errors)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        endWithUs(jbang);
        jbang.getOutputStream().close();
        var printed = new String(jbang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(jbang.waitFor(), printed.strip());
    }

    /// When this process ends, ends the process that it has started, and waits for it.
    ///
    /// Ctrl-C reaches it as well as us, so that it is ending already; a signal to us alone does not.
    /// A JVM that is ending takes no notice of another signal.
    static void endWithUs(Process started) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    started.destroy();
                                    started.onExit().join();
                                }));
    }

    /// The script, ready to start.
    ProcessBuilder process(Answer answer, List<String> arguments) {
        return inEnvironment(
                new ProcessBuilder(
                        isWindows()
                                ? List.of("cmd", "/c", answer.printed())
                                : shell(answer.printed(), arguments)));
    }

    /// The arguments are added here, not given to jbang, which drops empty ones.
    private static List<String> shell(String command, List<String> arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", "exec " + command + " \"$@\"", "sh"));
        words.addAll(arguments);
        return words;
    }

    private ProcessBuilder inEnvironment(ProcessBuilder process) {
        var environment = process.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JBANG_DIR", course.progress().resolve("jbang").toString());
        environment.put("JBANG_NO_VERSION_CHECK", "true");
        return process;
    }

    private Path jar() {
        return FileIo.list(course.built().resolve("jbang")).stream()
                .findFirst()
                .orElseThrow(() ->
                        new CourseException(
                                "jbang is not there: delete grader/target/course, and run ./course"));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
