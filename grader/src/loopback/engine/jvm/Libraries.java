package loopback.engine.jvm;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.FileIo;

/// What specifications are compiled against and run on: the kit, JUnit, Mockito, and the bench.
public final class Libraries {

    public static List<Path> all(Course course) {
        return Stream.concat(withoutKit(course).stream(), Stream.of(kit(course))).toList();
    }

    public static List<Path> withoutKit(Course course) {
        return FileIo.list(course.built().resolve("bench"));
    }

    /// Compiled from `exercises/test/kit` by the command itself.
    public static Path kit(Course course) {
        return course.built().resolve("kit.jar");
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Libraries() {}
}
