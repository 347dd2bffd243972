package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loopback.course.CourseException;
import loopback.course.Temporary;
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

    @ParentCommand private CourseCommand parent;

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
        var jar = course.root().resolve("lessons/target/book/book.jar");
        if (!Files.exists(jar)) {
            throw new CourseException(
                    "the book is not built: mvn -pl lessons -am -Dmaven.test.skip=true package"
                            + " builds it");
        }
        if (port < 0 || port > 65_535) {
            throw new CourseException(port + " is not a port: choose one from 1 to 65535");
        }
        var copy = copy(jar.getParent());
        var command = new ArrayList<>(CourseCommand.java());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dcourse.root=" + course.root(),
                        "-Dcourse.terminal=" + !parent.terminal().plain(),
                        "-jar",
                        copy.map(folder -> folder.resolve(jar.getFileName()))
                                .orElse(jar)
                                .toString(),
                        "read",
                        name,
                        String.valueOf(port),
                        String.valueOf(!noBrowser)));
        var reader = new ProcessBuilder(command).inheritIO().start();
        // Ctrl-C goes to the reader as well as to us; it is the one that ends.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(reader, copy)));
        return reader.waitFor();
    }

    private static void end(Process reader, Optional<Path> copy) {
        reader.destroy();
        reader.onExit().join();
        copy.ifPresent(Temporary::delete);
    }

    /// A folder with a copy of the book's jars, where JRuby, one of them, could not read its own files
    /// otherwise: it takes a `#` or a `!` in their path for the end of the path.
    private static Optional<Path> copy(Path book) throws IOException {
        if (!book.toString().matches(".*[#!].*")) {
            return Optional.empty();
        }
        var folder = Temporary.folder();
        for (var jar : loopback.course.Files.walk(book)) {
            var copy = folder.resolve(book.relativize(jar).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(jar, copy);
        }
        return Optional.of(folder);
    }
}
