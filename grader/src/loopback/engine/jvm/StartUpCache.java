package loopback.engine.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.FileIo;

/// What a JVM has written down to start quickly the next time: the classes that it needs, linked.
///
/// JDK 25 takes them from there whatever has become of the jars they came from. So a cache that is
/// older than one of them is not used.
public record StartUpCache(Path file, List<Path> jars) {

    /// For benches.
    public static StartUpCache ofBenches(Course course) {
        return new StartUpCache(course.built().resolve("bench.aot"), Libraries.all(course));
    }

    /// For the command, with the compiler in it.
    public static StartUpCache ofCommand(Course course) {
        return new StartUpCache(
                course.built().resolve("course.aot"), List.of(JavaCommand.jar(course)));
    }

    /// The same in another place, while it is written.
    public StartUpCache at(Path other) {
        return new StartUpCache(other, jars);
    }

    /// Whether it is there, and what it was made of has not changed since.
    public boolean isCurrent() {
        return Files.exists(file)
                && jars.stream()
                        .map(FileIo::modified)
                        .allMatch(time -> time <= FileIo.modified(file));
    }

    /// The option that makes a JVM use the cache; none if it is missing or out of date.
    public List<String> option() {
        return isCurrent() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /// Whether a JVM takes it, whole and for this JDK: tried, which is a matter of 0.1 s.
    public boolean works() {
        if (!isCurrent()) {
            return false;
        }
        var command =
                Stream.of(
                                List.of(JavaCommand.java(), "-XX:AOTMode=on"),
                                option(),
                                JavaCommand.OPTIONS,
                                List.of("-XX:+VerifySharedSpaces"),
                                List.of("-cp", Libraries.classPath(jars), "-version"))
                        .flatMap(List::stream)
                        .toList();
        try {
            return new ProcessBuilder(new ArrayList<>(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
