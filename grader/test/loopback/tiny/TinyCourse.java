package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.engine.jvm.StartUpCache;

/// A course of one lesson, made for one case in a temporary folder, with the real kit and the
/// command as it was built.
///
/// It begins with one exercise, `tiny/Echo`: a starter, a reference, hints, and a specification of
/// three steps that are worth 1, 1 and 2 points. Every run of the command is held to leave nothing
/// behind: no process, no temporary file.
final class TinyCourse {

    static final String STARTER = echo("throw new UnsupportedOperationException(\"TODO: echo\");");
    static final String REFERENCE = echo("return text;");

    /// Right for the first step only.
    static final String HALF = echo("return \"one\";");

    private static final String SPECIFICATION =
            """
            package tiny;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import kit.Points;
            import org.junit.jupiter.api.Order;
            import org.junit.jupiter.api.Test;

            class EchoTest {

                @Test
                @Order(1)
                void one_comes_back() {
                    assertEquals("one", Echo.echo("one"), "echo(\\"one\\")");
                }

                @Test
                @Order(2)
                void two_comes_back() {
                    assertEquals("two", Echo.echo("two"), "echo(\\"two\\")");
                }

                @Test
                @Order(3)
                @Points(2)
                void three_comes_back() {
                    assertEquals("three", Echo.echo("three"), "echo(\\"three\\")");
                }
            }
            """;

    private static final String HINTS =
            """
            = Hints

            == Echo

            === 1

            What goes in?

            It comes out.

            === 2

            The same again.

            === 3

            And again.
            """;

    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    /// Seconds, one by one, in which nothing that a command has started gets a processor: it stands
    /// still, and not only slowly.
    private static final int STANDS_STILL = 600;

    /// Far more than any run takes, of processor time.
    private static final Duration MOST = Duration.ofHours(1);

    private final Path folder;
    private final Path root;
    private final List<String> options;

    private TinyCourse(Path folder, Path root, List<String> options) {
        this.folder = folder;
        this.root = root;
        this.options = options;
    }

    /// A new course below `folder`.
    static TinyCourse in(Path folder) {
        return in(folder, "course");
    }

    static TinyCourse in(Path folder, String name) {
        return make(folder, name, Prepared.BUILT);
    }

    private static TinyCourse make(Path folder, String name, Path built) {
        try {
            var temporary = "-Djava.io.tmpdir=" + temporary(folder);
            var course = new TinyCourse(folder, folder.resolve(name), List.of(temporary));
            Built.install(course.root, built);
            course.lesson("tiny/Echo");
            course.write("lessons/01-tiny/hints.adoc", HINTS);
            course.write("exercises/src/tiny/Echo.java", STARTER);
            course.write("exercises/test/tiny/EchoTest.java", SPECIFICATION);
            course.write("solutions/src/tiny/Echo.java", REFERENCE);
            return course;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the launcher does after a build, done once: the kit is compiled, and the JVM learns to
    /// start quickly.
    private static final class Prepared {

        static final Path BUILT = prepare();

        private static Path prepare() {
            try {
                var folder = Files.createTempDirectory("tiny");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                var course = make(folder, "course", Built.COMMAND);
                course.run("prepare").endsWith(0);
                return course.file("grader/target/course");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                // In the folder for temporary files, which is emptied by others.
            }
        }
    }

    /// Where the command keeps what is temporary. The path of a socket has about 100 bytes, so that
    /// it cannot be far from the root of the file system.
    private static Path temporary(Path folder) throws IOException {
        return folder.toString().length() < 50
                ? Files.createDirectories(folder.resolve("tmp"))
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// The same course, with one more option for the JVM of the command.
    TinyCourse with(String option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new TinyCourse(folder, root, more);
    }

    /// The course that lies in another folder beside this one.
    TinyCourse at(String name) {
        return new TinyCourse(folder, folder.resolve(name), options);
    }

    /// The source of an `Echo` whose method has this body.
    static String echo(String body) {
        return echo(body, "");
    }

    static String echo(String body, String members) {
        return """
        package tiny;

        import java.io.*;
        import java.net.*;
        import java.util.*;

        public class Echo {

            /// Gives back its argument.
            public static String echo(String text) {
                %s
            }
        %s
        }
        """
                .formatted(body, members);
    }

    Path root() {
        return root;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /// The learner's file.
    Path mine() {
        return file("exercises/src/tiny/Echo.java");
    }

    String read(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TinyCourse write(String path, String text) {
        return write(path, text.getBytes(UTF_8));
    }

    TinyCourse write(String path, byte[] bytes) {
        try {
            Files.createDirectories(file(path).getParent());
            Files.write(file(path), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Names the exercises of the lesson.
    TinyCourse lesson(String exercises) {
        return write(
                "lessons/01-tiny/README.adoc",
                "= Tiny\n:exercises: " + exercises + "\n:minutes: 5\n\nNothing is small.\n");
    }

    /// One more exercise of that name, which asks for the same.
    TinyCourse more(String name) {
        var exercises =
                read("lessons/01-tiny/README.adoc").lines().skip(1).findFirst().orElseThrow();
        return lesson(exercises.replace(":exercises: ", "") + " tiny/" + name)
                .write("exercises/src/tiny/" + name + ".java", STARTER.replace("Echo", name))
                .write("solutions/src/tiny/" + name + ".java", REFERENCE.replace("Echo", name))
                .write(
                        "exercises/test/tiny/" + name + "Test.java",
                        SPECIFICATION.replace("Echo", name));
    }

    /// What the learner has written so far.
    TinyCourse submit(String source) {
        return write("exercises/src/tiny/Echo.java", source);
    }

    TinyCourse specify(String source) {
        return write("exercises/test/tiny/EchoTest.java", source);
    }

    /// Puts annotations on the specification.
    TinyCourse declare(String annotations) {
        return specify(
                read("exercises/test/tiny/EchoTest.java")
                        .replace("class EchoTest", annotations + " class EchoTest"));
    }

    /// Runs the command to its end.
    Ran run(String... arguments) {
        return run(List.of(), "", arguments);
    }

    /// Runs the command to its end; `input` is what is typed.
    Ran runTyping(String input, String... arguments) {
        return run(List.of(), input, arguments);
    }

    Ran run(List<String> before, String input, String... arguments) {
        try {
            var typed = Files.writeString(folder.resolve("typed"), input);
            var process =
                    builder(before, arguments)
                            .redirectInput(typed.toFile())
                            .redirectOutput(folder.resolve("out").toFile())
                            .redirectError(folder.resolve("err").toFile())
                            .start();
            end(process);
            var out = Files.readString(folder.resolve("out"));
            var err = Files.readString(folder.resolve("err"));
            nothingIsLeft();
            return new Ran(process.exitValue(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the end of a command, for as long as it does anything; returns its exit status.
    ///
    /// How long that takes is up to the machine.
    static int end(Process process) throws InterruptedException {
        var spent = Duration.ZERO;
        var before = Duration.ZERO;
        int still = 0;
        while (!process.waitFor(1, TimeUnit.SECONDS)) {
            var had =
                    Stream.concat(Stream.of(process.toHandle()), process.descendants())
                            .flatMap(each -> each.info().totalCpuDuration().stream())
                            .reduce(Duration.ZERO, Duration::plus);
            still = had.equals(before) ? still + 1 : 0;
            spent = had.compareTo(before) > 0 ? spent.plus(had).minus(before) : spent;
            before = had;
            if (still > STANDS_STILL || spent.compareTo(MOST) > 0) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + process.info().commandLine());
            }
        }
        return process.exitValue();
    }

    /// Checks what the learner has submitted, and reads the verdict.
    Checked check(String... arguments) {
        var all = new ArrayList<>(List.of("check", "--format", "json"));
        all.addAll(List.of(arguments));
        var ran = run(all.toArray(String[]::new));
        return Checked.of(ran);
    }

    /// Checks that source.
    Checked checkOf(String source) {
        return submit(source).check("Echo");
    }

    /// The command, ready to start, after the words `before` if it is to be started by another.
    ProcessBuilder builder(List<String> before, String... arguments) {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var cache = StartUpCache.ofCommand(new Course(root));
        if (cache.isCurrent()) {
            command.add("-XX:AOTCache=" + cache.file());
        }
        command.addAll(OPTIONS);
        command.addAll(options);
        command.add("-Dcourse.root=" + root);
        command.add("-cp");
        command.add(file("grader/target/course/grader.jar").toString());
        command.add("loopback.Main");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("NO_COLOR");
        return builder;
    }

    /// Every process that was started from this course, by its command line.
    private Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(root.toString()))
                                .isPresent());
    }

    /// Checks that no process and no temporary file of this course is there any more.
    void nothingIsLeft() {
        noProcessIsLeft();
        assertEquals(List.of(), temporaryFiles(), "temporary files that are left");
    }

    /// What lies where the command keeps what is temporary.
    List<Path> temporaryFiles() {
        return FileIo.list(folder.resolve("tmp"));
    }

    void noProcessIsLeft() {
        // A process that was killed is there until the machine has time for its end.
        for (int tenths = 0; processes().findAny().isPresent() && tenths < 6_000; tenths++) {
            pause();
        }
        var left = processes().map(process -> process.info().commandLine().orElse("")).toList();
        assertEquals(List.of(), left, "processes that are left");
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Every file below a folder of the course with its text.
    Map<String, String> texts(String path) {
        var texts = new TreeMap<String, String>();
        for (var file : files(file(path))) {
            texts.put(file, read(path + "/" + file));
        }
        return texts;
    }

    /// The versions of an exercise that are kept, oldest first.
    List<String> versions(String exercise) {
        return texts(".course/versions/tiny/" + exercise).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".java"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> files(Path below) {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (var all = Files.walk(below)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> below.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
