package loopback.engine.jvm;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.CourseException;

/// What specifications are compiled against and run on: the kit, JUnit, Mockito, and the bench.
///
/// A JVM gets of it what it needs: to look for what is not there opens every jar.
public final class Libraries {

    private static final Pattern OF_MOCKITO = Pattern.compile("mockito|byte-buddy|objenesis");

    public static List<Path> all(Course course) {
        return Stream.concat(withoutKit(course).stream(), Stream.of(kit(course))).toList();
    }

    public static List<Path> withoutKit(Course course) {
        return loopback.course.Files.list(course.built().resolve("bench"));
    }

    public static List<Path> withoutMockito(Course course) {
        return all(course).stream().filter(jar -> !isOfMockito(jar)).toList();
    }

    private static boolean isOfMockito(Path jar) {
        return OF_MOCKITO.matcher(jar.getFileName().toString()).lookingAt();
    }

    /// Compiled from `exercises/test/kit` by the command itself.
    public static Path kit(Course course) {
        return course.built().resolve("kit.jar");
    }

    /// Starts Mockito's agent. An agent and a start-up cache do not go together.
    public static List<String> agent(Course course) {
        var agent =
                withoutKit(course).stream()
                        .filter(jar -> jar.getFileName().toString().startsWith("mockito-core-"))
                        .findFirst()
                        .orElseThrow(() ->
                                new CourseException("mockito-core is not among the libraries"));
        return List.of("-javaagent:" + agent, "-Xshare:off");
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private Libraries() {}
}
