package loopback.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loopback.bench.Bench;
import loopback.course.Course;
import loopback.course.CourseException;

/// Starts benches.
@FunctionalInterface
public interface BenchStarter {

    /// Options with which the command, its training and its benches are started alike: a start-up
    /// cache fits only where they are. The launcher gives the same.
    List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");

    /// What a bench is told of its surroundings: what the JVM needs to find its files and, on
    /// Windows, to open sockets.
    Set<String> ENVIRONMENT = Set.of("LC_ALL", "LC_CTYPE", "LANG", "SystemRoot", "TEMP", "TMP");

    /// A bench that was started.
    interface Running {
        void kill();

        void onExit(Runnable action);

        /// The processor time that it has had, as far as that is known.
        default Duration processorTime() {
            return Duration.ZERO;
        }
    }

    Running start(Path address, Path log, boolean withMockito) throws IOException;

    /// Benches in JVMs of their own.
    static BenchStarter forking(Course course) {
        return (address, log, withMockito) -> {
            var process =
                    new ProcessBuilder(command(course, address, withMockito))
                            .directory(course.root().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            process.environment().keySet().retainAll(ENVIRONMENT);
            var started = process.start();
            started.getOutputStream().close();
            return new Running() {
                @Override
                public void kill() {
                    started.destroyForcibly();
                }

                @Override
                public void onExit(Runnable action) {
                    started.onExit().thenRun(action);
                }
            };
        };
    }

    /// Benches in this JVM: to show the JVM, while it is trained, what a bench does.
    static BenchStarter inThisJvm() {
        return (address, log, withMockito) -> {
            Thread.ofPlatform()
                    .daemon()
                    .name("bench-here")
                    .start(() -> {
                        try {
                            Bench.run(address.toString(), () -> {});
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
            return new Running() {
                @Override
                public void kill() {}

                @Override
                public void onExit(Runnable action) {}
            };
        };
    }

    /// The command line of a bench.
    static List<String> command(Course course, Path address, boolean withMockito) {
        var command = new ArrayList<String>();
        command.add(java());
        if (withMockito) {
            command.add("-javaagent:" + mockito(course));
            command.add("-Xshare:off");
        } else if (Files.exists(aotCache(course))) {
            command.add("-XX:AOTCache=" + aotCache(course));
        }
        command.addAll(OPTIONS);
        command.addAll(
                List.of(
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:+ExitOnOutOfMemoryError",
                        // Room for a whole check: the garbage collector would close what was left
                        // open.
                        "-Xms256m",
                        "-Xmx256m",
                        "-Xmn160m",
                        "-XX:MetaspaceSize=128m",
                        "-XX:MaxDirectMemorySize=128m",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=",
                        "-Duser.timezone=UTC",
                        "-cp",
                        jar(course).toString(),
                        Bench.class.getName(),
                        address.toString()));
        return command;
    }

    /// The command line of a JVM that compiles.
    static List<String> compilerCommand(Course course, Path address) {
        var command = new ArrayList<String>();
        command.add(java());
        if (Files.exists(aotCache(course))) {
            command.add("-XX:AOTCache=" + aotCache(course));
        }
        command.addAll(OPTIONS);
        command.addAll(
                List.of(
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx512m",
                        "-Xss1m",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=",
                        "-cp",
                        jar(course).toString(),
                        CompilerServer.class.getName(),
                        address.toString()));
        return command;
    }

    /// The program of the JDK that runs this.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The command's own jar, which names its libraries and the kit.
    static Path jar(Course course) {
        return course.built().resolve("grader.jar");
    }

    /// What was learned about starting, if it was.
    static Path aotCache(Course course) {
        return course.built().resolve("course.aot");
    }

    private static Path mockito(Course course) {
        return loopback.course.Files.list(course.built().resolve("lib")).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("mockito-core-"))
                .findFirst()
                .orElseThrow(() -> new CourseException("mockito-core is not among the libraries"));
    }
}
