package loopback.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;
import loopback.engine.Engine;
import loopback.engine.compile.Compiler;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.run.BenchStarter;
import loopback.engine.specification.Specifications;
import loopback.rules.Rule;
import loopback.rules.Rules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// The checkout that the gate looks at, and the command as it was built from it.
final class Project {

    static final Path ROOT =
            Path.of(System.getProperty("course.root")).toAbsolutePath().normalize();
    static final Course COURSE = new Course(ROOT);
    static final Engine ENGINE =
            Engine.forMany(
                    COURSE,
                    BenchStarter.forking(COURSE),
                    Compiler.HERE,
                    Specifications.settled(COURSE));

    static {
        prepare();
    }

    /// The command line of `./course`, without the launcher, which would build once more.
    static List<String> command(String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(JavaCommand.OPTIONS);
        command.addAll(
                List.of(
                        "-Dcourse.root=" + ROOT,
                        "-Dcourse.terminal=false",
                        "-cp",
                        COURSE.built().resolve("grader.jar").toString(),
                        "loopback.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /// What the launcher does after a build: the gate is as quick as a learner's check then.
    private static void prepare() {
        try {
            var log = COURSE.built().resolve("prepare.log");
            var prepared =
                    new ProcessBuilder(command("prepare"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor();
            assertEquals(0, prepared, () -> FileIo.read(log));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A test that says in its failure what it is about, which a build's log does not.
    static DynamicTest check(String subject, String sentence, Executable check) {
        return DynamicTest.dynamicTest(
                sentence,
                () -> {
                    try {
                        check.execute();
                    } catch (AssertionError e) {
                        throw new AssertionError(about(subject, sentence, e), e);
                    } catch (CourseException e) {
                        throw new AssertionError(about(subject, sentence, e));
                    }
                });
    }

    /// The lessons that the gate looks at: all, or the one that `-Dlesson=06-framing` names.
    static List<Lesson> lessons() {
        var name = System.getProperty("lesson", "");
        var lessons =
                COURSE.lessons().stream()
                        .filter(lesson ->
                                name.isEmpty()
                                        || lesson.folder().getFileName().toString().equals(name))
                        .toList();
        assertFalse(lessons.isEmpty(), () -> "there is no lesson " + name);
        return lessons;
    }

    /// The exercises that the gate looks at: those of its lessons or, without a limit, also those
    /// that no lesson names yet.
    static List<Exercise> exercises() {
        return System.getProperty("lesson", "").isEmpty()
                ? List.copyOf(Rules.all(COURSE))
                : lessons().stream().flatMap(lesson -> lesson.exercises().stream()).toList();
    }

    /// A rule as a test.
    static DynamicTest check(Rule rule) {
        return check(
                rule.subject(),
                rule.sentence(),
                () -> assertEquals("", String.join("\n", rule.faults())));
    }

    private static String about(String subject, String sentence, Throwable failure) {
        return subject + ": not so: " + sentence + "\n" + failure.getMessage();
    }

    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /// The files below a folder of the checkout, as paths relative to it.
    static List<String> filesBelow(String folder) {
        return FileIo.walk(ROOT.resolve(folder)).stream()
                .filter(file -> !relative(file).contains("/target/"))
                .filter(Files::isRegularFile)
                .map(file -> ROOT.resolve(folder).relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private Project() {}
}
