package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// A checkout with the real launcher in it, in which a command is built that only says how it was
/// started, by a program that is called `mvn`.
final class Launched {

    private static final String COMMAND =
            """
            package loopback;

            import java.nio.file.*;

            public class Main {
                public static void main(String[] args) throws Exception {
                    if (args.length == 1 && args[0].equals("prepare")) {
                        var jar = Path.of(System.getProperty("java.class.path"));
                        Files.writeString(jar.resolveSibling("java.options"), "-Xlog:disable\\n");
                        System.out.println("  preparing");
                        return;
                    }
                    System.out.println(
                            System.getProperty("course.command") + " " + String.join(",", args));
                    System.exit(7);
                }
            }
            """;

    /// What the launcher needs of the system, where nothing else is to be found.
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "find",
                    "env",
                    "sed",
                    "mkdir",
                    "mv",
                    "readlink",
                    "locale",
                    "stty",
                    "cp",
                    "touch",
                    "sleep",
                    "cat");

    private final Path folder;
    private final Path root;

    private Launched(Path folder, Path root) {
        this.folder = folder;
        this.root = root;
    }

    /// A checkout in which nothing is built.
    static Launched in(Path folder, String name) throws IOException {
        var launched = new Launched(folder, folder.resolve(name));
        var launcher = Path.of("grader/src/loopback/launcher");
        for (var source : loopback.course.FileIo.list(Built.launcher().resolveSibling(launcher))) {
            launched.write(launcher.resolve(source.getFileName()), Files.readString(source));
        }
        for (var source : List.of("pom.xml", "grader/pom.xml", "exercises/test/kit/Wire.java")) {
            launched.write(Path.of(source), "");
        }
        Files.copy(Built.launcher(), launched.file("course"), StandardCopyOption.COPY_ATTRIBUTES);
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : TOOLS) {
            program(
                    tools.resolve(tool),
                    "exec " + loopback.course.FileIo.onPath(tool).orElseThrow() + " \"$@\"\n");
        }
        launched.pack();
        return launched;
    }

    /// Packs that command, and the launcher's classes as the real build does.
    private void pack() throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var sources = new ArrayList<String>();
        sources.add(Files.writeString(classes.resolve("Main.java"), COMMAND).toString());
        loopback.course.FileIo.list(file("grader/src/loopback/launcher")).stream()
                .map(Path::toString)
                .filter(source -> !source.endsWith("package-info.java"))
                .forEach(sources::add);
        sources.addAll(0, List.of("-proc:none", "-d", classes.toString()));
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, sources.toArray(String[]::new)));
        try (var jar = new JarOutputStream(Files.newOutputStream(packed()))) {
            for (var file : loopback.course.FileIo.walk(classes.resolve("loopback"))) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    private Path packed() {
        return folder.resolve("packed.jar");
    }

    /// Makes it one that was handed out: the command is built, and its sources are gone.
    Launched handOut() throws IOException {
        Files.createDirectories(file("grader/target/course"));
        Files.copy(packed(), file("grader/target/course/grader.jar"));
        for (var file : loopback.course.FileIo.walk(file("grader/src"))) {
            Files.delete(file);
        }
        for (var folder = file("grader/src/loopback/launcher");
                !folder.endsWith("grader");
                folder = folder.getParent()) {
            Files.delete(folder);
        }
        return this;
    }

    /// Says how Maven builds: the lines of a shell script, after which the jar is there.
    Launched maven(String script) throws IOException {
        program(
                folder.resolve("tools/mvn"),
                """
                echo "$*" >>'%1$s/mavens'
                %2$s
                mkdir -p grader/target/course
                cp '%1$s/packed.jar' grader/target/course/grader.jar
                """
                        .formatted(folder, script));
        return this;
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }

    /// How often Maven was started.
    int builds() throws IOException {
        var log = folder.resolve("mavens");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    Path root() {
        return root;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    private void write(Path path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// The same checkout under another name.
    Launched moved(String name) throws IOException {
        return new Launched(folder, Files.move(root, folder.resolve(name)));
    }

    /// A command, ready to start: by default `./course` where it lies.
    ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(command).directory(root.toFile());
        var home = System.getProperty("java.home");
        builder.environment().keySet().removeIf(name -> name.matches("(JAVA|JDK|_JAVA|COURSE).*"));
        builder.environment()
                .putAll(
                        Map.of(
                                "COURSE_JDK",
                                home,
                                "HOME",
                                folder.toString(),
                                "PATH",
                                folder.resolve("tools").toString(),
                                "LC_ALL",
                                "C.UTF-8"));
        return builder;
    }

    Ran run(String... command) throws IOException, InterruptedException {
        return end(start(builder(command)));
    }

    /// One that runs, with what it writes in files.
    record Running(Process process, Path out, Path err) {

        String complained() throws IOException {
            return Files.readString(err);
        }
    }

    Running start(ProcessBuilder builder) throws IOException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    Ran end(Running running) throws IOException, InterruptedException {
        int status = TinyCourse.end(running.process);
        return new Ran(status, Files.readString(running.out), running.complained());
    }

    /// What is left of builds beside their results.
    List<String> leftovers() {
        var left = new ArrayList<String>();
        for (var folder : List.of(file(".course"), file("grader/target/course"))) {
            loopback.course.FileIo.list(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("."))
                    .filter(name ->
                            !List.of("grader.jar", "java.options", "build.log", "prepare.log")
                                    .contains(name))
                    .forEach(left::add);
        }
        return left;
    }
}
