package loopback.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import loopback.bench.Bench;
import loopback.bench.BenchChannels;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.Libraries;
import loopback.engine.jvm.Limits;
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

    RunningJvm start(Path address, Path log, Limits limits) throws IOException;

    /// Benches in JVMs of their own.
    static BenchStarter forking(Course course) {
        return forking(course, UnaryOperator.identity());
    }

    /// Benches in JVMs of their own, whose command lines are changed before they are started.
    static BenchStarter forking(Course course, UnaryOperator<List<String>> change) {
        return (address, log, limits) -> {
            var command = new ArrayList<String>();
            Limits.prlimit()
                    .ifPresent(prlimit -> {
                        command.add(prlimit);
                        command.addAll(limits.ofTheSystem());
                    });
            command.addAll(command(course, address, limits));
            var builder = process(command, log);
            var process = builder.command(change.apply(builder.command())).start();
            process.getOutputStream().close();
            return RunningJvm.of(process);
        };
    }

    /// Benches of which the first writes down, when its task is done, which classes it has needed:
    /// it is added to `trained`, and is not killed.
    static BenchStarter training(Course course, Path written, List<Process> trained) {
        return (address, log, limits) -> {
            if (!trained.isEmpty()) {
                return forking(course).start(address, log, limits);
            }
            var option = List.of("-XX:AOTCacheOutput=" + written);
            var temporary = FileIo.folderOf(address);
            // What it writes down is put together by another JVM, when that folder is gone.
            trained.add(
                    process(command(course, address, temporary, limits, option), log)
                            .directory(course.root().toFile())
                            .start());
            return new RunningJvm() {
                @Override
                public void kill() {}

                @Override
                public void onExit(Runnable action) {}
            };
        };
    }

    /// It works in its own folder for temporary files, as it does in a sandbox.
    private static ProcessBuilder process(List<String> command, Path log) {
        var process =
                new ProcessBuilder(command)
                        .directory(FileIo.folderOf(log).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        process.environment().keySet().retainAll(ENVIRONMENT);
        process.environment().put(Limits.ENVIRONMENT, Limits.ENVIRONMENT_VALUE);
        return process;
    }

    /// The command line of a bench whose temporary files lie beside its address.
    static List<String> command(Course course, Path address, Limits limits) {
        return command(course, address, FileIo.folderOf(address), limits);
    }

    /// The command line of a bench.
    ///
    /// @param temporary its own folder for temporary files, which goes with it
    static List<String> command(Course course, Path address, Path temporary, Limits limits) {
        var startUp = StartUpCache.ofBenches(course).option();
        return command(course, address, temporary, limits, startUp);
    }

    private static List<String> command(
            Course course, Path address, Path temporary, Limits limits, List<String> startUp) {
        var options = new ArrayList<>(limits.options(temporary));
        options.add("-D" + BenchChannels.PROPERTY + "=" + BenchChannels.class.getName());
        return JavaCommand.line(startUp, options, Libraries.all(course), Bench.class, address);
    }
}
