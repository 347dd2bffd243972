package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.TemporaryFolders;
import loopback.engine.jvm.JavaCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Starts the program that makes the book; its libraries are large, and no check needs them.
@Command(
        name = "read",
        description = "Shows the lessons in the browser, with what you have solved.",
        mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "LESSON",
            description = "A lesson (2, tcp) or an exercise; without one, the start page.")
    private String name = "index";

    @Option(names = "--port", paramLabel = "PORT", description = "Where to serve; any by default.")
    private int port;

    @Option(names = "--no-browser", description = "Only prints the address.")
    private boolean noBrowser;

    @Override
    public Integer call() throws Exception {
        var course = parent.course();
        var ready = new HandoutBook(course, parent.terminal());
        var jar = course.root().resolve("lessons/target/book/book.jar");
        if (!Files.exists(jar) && ready.isThere()) {
            ready.open(name, !noBrowser);
            return ExitStatus.FULL_MARKS;
        }
        if (!Files.exists(jar)) {
            throw new CourseException(
                    "the book is not built: mvn -pl lessons -am -Dmaven.test.skip=true package"
                            + " builds it");
        }
        if (port < 0 || port > 65_535) {
            throw new CourseException(port + " is not a port: choose one from 1 to 65535");
        }
        var command =
                book(
                        jar,
                        course.root(),
                        "read",
                        name,
                        String.valueOf(port),
                        String.valueOf(!noBrowser));
        command.add(1, "-Dcourse.terminal=" + !parent.terminal().plain());
        var reader = new ProcessBuilder(command).inheritIO().start();
        // Ctrl-C goes to the reader as well as to us; it is the one that ends.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(reader)));
        return reader.waitFor();
    }

    /// The command line of the program that makes the book of a course.
    static List<String> book(Path jar, Path root, Object... arguments) {
        var command = new ArrayList<>(JavaCommand.forProgram());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dcourse.root=" + root,
                        "-jar",
                        readable(jar).toString()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return command;
    }

    private static void end(Process reader) {
        reader.destroy();
        reader.onExit().join();
    }

    /// The jar, or a copy of it beside copies of its libraries where JRuby, one of them, could not
    /// read its own files otherwise: it takes a `#` or a `!` in their path for the end of the path.
    private static Path readable(Path jar) {
        var folder = FileIo.folderOf(jar);
        if (!folder.toString().matches(".*[#!].*")) {
            return jar;
        }
        try {
            var copies = TemporaryFolders.folder();
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().unstarted(() -> TemporaryFolders.delete(copies)));
            for (var each : FileIo.walk(folder)) {
                var copy = copies.resolve(folder.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
            return copies.resolve(jar.getFileName());
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    "the book's libraries cannot be copied: " + FileIo.reason(e), e);
        }
    }
}
