package loopback.engine.jvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;

/// The command lines with which JVMs are started.
public final class JavaCommand {

    /// Options with which the command, its benches and the training of both are started alike: a
    /// start-up cache fits only where they are. The launcher gives the same.
    public static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "-XX:CompileThresholdScaling=3", // Little runs often enough to be compiled.
                    "-XX:+UnlockDiagnosticVMOptions", // What the second compiler would learn from,
                    "-XX:-AOTRecordTraining", // which is not used.
                    "-XX:-AOTReplayTraining",
                    "-XX:ArchiveRelocationMode=0", // To move a start-up cache takes 9 ms.
                    "-Xlog:disable",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    /// A whole command line.
    ///
    /// @param startUp the options that use a start-up cache or do without
    /// @param limits what the JVM may take
    /// @param program has the main method, which is given the address
    public static List<String> line(
            List<String> startUp,
            List<String> limits,
            List<Path> classPath,
            Class<?> program,
            Path address) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(startUp);
        command.addAll(OPTIONS);
        command.addAll(limits);
        command.addAll(
                List.of(
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=",
                        "-cp",
                        Libraries.classPath(classPath),
                        program.getName(),
                        address.toString()));
        return command;
    }

    /// The program of the JDK that runs this.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The beginning of the command line of another Java program that is to start quickly.
    public static List<String> forProgram() {
        return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /// The command's own jar, which names its libraries.
    public static Path jar(Course course) {
        return course.built().resolve("grader.jar");
    }

    private JavaCommand() {}
}
