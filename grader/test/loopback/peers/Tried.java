package loopback.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.ProgramScript;
import loopback.course.TemporaryFolders;

/// A reference as the program that `./course try` runs: the same script, without jbang.
final class Tried implements AutoCloseable {

    private static final Course COURSE =
            new Course(Path.of(System.getProperty("course.root")).toAbsolutePath().normalize());
    private static final Map<Exercise, Path> COMPILED = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> COMPILED.values().forEach(TemporaryFolders::delete)));
    }

    private final Running program;
    private final String port;

    private Tried(Running program) throws IOException {
        this.program = program;
        port = program.lineWith(" is at 127.0.0.1:").replaceAll(".*:(\\d+) until .*", "$1");
    }

    /// The command that runs an exercise.
    static List<String> command(String id, String... arguments) {
        var exercise = Exercise.of(id);
        var classes = COMPILED.computeIfAbsent(exercise, Tried::compile).toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of("env", "LC_ALL=C.UTF-8", java, "-cp", classes));
        command.add(exercise.name());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Starts a server, and waits until it says where it is.
    static Tried start(String id, String... arguments) throws IOException {
        return new Tried(Running.start(command(id, arguments)));
    }

    private static Path compile(Exercise exercise) {
        try {
            var script = new ProgramScript(COURSE, exercise);
            var folder = TemporaryFolders.folder();
            var own = Stream.of(script.file(), exercise.source(COURSE.references()));
            var options = Stream.of("-proc:none", "-d", folder.toString());
            var sources = Stream.concat(own, script.kit().stream()).map(Path::toString);
            var words = Stream.concat(options, sources).toArray(String[]::new);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, words) != 0) {
                throw new IllegalStateException(script.file() + " does not compile");
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String port() {
        return port;
    }

    /// The program, for what it says later.
    Running program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
