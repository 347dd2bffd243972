package loopback.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import loopback.bench.Bench;
import loopback.bench.InternetSockets;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.Libraries;
import loopback.engine.jvm.RunningJvm;
import loopback.engine.jvm.StartUpCache;

/// Starts benches.
@FunctionalInterface
public interface BenchStarter {

    /// What a bench is told of its surroundings: what the JVM needs to find its files and, on
    /// Windows, to open sockets. And by which seed the network of a specification is to treat what
    /// is sent.
    Set<String> ENVIRONMENT =
            Set.of("LC_ALL", "LC_CTYPE", "LANG", "SystemRoot", "TEMP", "TMP", "LOOPBACK_SEED");

    RunningJvm start(Path address, Path log) throws IOException;

    /// The processor time that an exercise may take, all its steps together.
    default Duration allowance() {
        return Duration.ofSeconds(60);
    }

    /// Benches in JVMs of their own.
    static BenchStarter forking(Course course) {
        return forking(course, UnaryOperator.identity());
    }

    /// Benches in JVMs of their own, whose command lines are changed before they are started.
    static BenchStarter forking(Course course, UnaryOperator<List<String>> change) {
        return (address, log) -> {
            var builder = process(course, command(course, address), log);
            var process = builder.command(change.apply(builder.command())).start();
            process.getOutputStream().close();
            return RunningJvm.of(process);
        };
    }

    /// Benches of which the first writes down, when its task is done, which classes it has needed:
    /// it is added to `trained`, and is not killed.
    static BenchStarter training(Course course, Path written, List<Process> trained) {
        return (address, log) -> {
            if (!trained.isEmpty()) {
                return forking(course).start(address, log);
            }
            var option = List.of("-XX:AOTCacheOutput=" + written);
            var line = command(course, address, FileIo.folderOf(address), option);
            trained.add(process(course, line, log).start());
            return new RunningJvm() {
                @Override
                public void kill() {}

                @Override
                public void onExit(Runnable action) {}
            };
        };
    }

    private static ProcessBuilder process(Course course, List<String> command, Path log) {
        var process =
                new ProcessBuilder(command)
                        .directory(course.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        process.environment().keySet().retainAll(ENVIRONMENT);
        return process;
    }

    /// The command line of a bench whose temporary files lie beside its address.
    static List<String> command(Course course, Path address) {
        return command(course, address, FileIo.folderOf(address));
    }

    /// The command line of a bench.
    ///
    /// @param temporary its own folder for temporary files, which goes with it
    static List<String> command(Course course, Path address, Path temporary) {
        return command(course, address, temporary, StartUpCache.ofBenches(course).option());
    }

    private static List<String> command(
            Course course, Path address, Path temporary, List<String> startUp) {
        var limits =
                List.of(
                        // Room for a whole check: the garbage collector would close what was left
                        // open.
                        "-Xms256m",
                        "-Xmx256m",
                        "-Xmn160m",
                        "-XX:MetaspaceSize=128m",
                        "-XX:MaxDirectMemorySize=128m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-D" + InternetSockets.PROPERTY + "=" + InternetSockets.class.getName(),
                        "-Duser.timezone=UTC");
        return JavaCommand.line(startUp, limits, Libraries.all(course), Bench.class, address);
    }
}
