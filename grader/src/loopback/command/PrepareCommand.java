package loopback.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.course.Starters;
import loopback.engine.Engine;
import loopback.engine.compile.Submission;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.StartUpCache;
import loopback.engine.run.BenchStarter;
import loopback.launcher.Launch;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Makes ready what a check needs; the launcher calls it after each build.
@Command(
        name = "prepare",
        description = "Makes ready what checks need. The launcher calls it after each build.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Option(names = "--train", description = "Do once, in one JVM, what checks do.")
    private boolean train;

    @Override
    public Integer call() throws Exception {
        var course = parent.course();
        if (train) {
            train(course);
            return 0;
        }
        var terminal = parent.terminal();
        terminal.print("  keeping the starters, compiling what specifications share …");
        Starters.keep(course);
        parent.engine().forgetCompiled();
        parent.engine().compileKit();
        writeOptions(course);
        terminal.print("  teaching the JVM to start quickly …");
        trainBench(course);
        trainCommand(course);
        return 0;
    }

    /// The options with which the launchers start the command. They choose the collector: the JVM
    /// does not start when another is asked for in the environment.
    private static void writeOptions(Course course) {
        var options = new ArrayList<>(JavaCommand.OPTIONS);
        options.removeIf(option -> option.matches("-XX:\\+Use\\w+GC"));
        options.addAll(
                List.of("-XX:-UsePerfData", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        loopback.course.FileIo.write(
                course.built().resolve("java.options"), String.join("\n", options) + "\n");
    }

    /// Lets a bench write down the classes that it loads, so that later ones start faster. Without
    /// that they still start.
    private static void trainBench(Course course) throws IOException, InterruptedException {
        var cache = StartUpCache.ofBenches(course);
        var written = unfinished(cache);
        var trained = new ArrayList<Process>();
        try (var engine = new Engine(course, BenchStarter.training(course, written, trained))) {
            engine.check(example(course));
        }
        for (var bench : trained) {
            bench.waitFor();
        }
        finish(written, cache);
    }

    /// The same for the command itself: its cache holds the compiler as well.
    private static void trainCommand(Course course) throws IOException, InterruptedException {
        var cache = StartUpCache.ofCommand(course);
        var written = unfinished(cache);
        var command = new ArrayList<>(List.of(JavaCommand.java(), "-XX:AOTCacheOutput=" + written));
        command.addAll(JavaCommand.OPTIONS);
        command.addAll(
                List.of(
                        "-Dcourse.root=" + course.root(),
                        "-cp",
                        JavaCommand.jar(course).toString(),
                        "loopback.Main",
                        "prepare",
                        "--train"));
        var log = course.progress().resolve("train.log");
        Files.createDirectories(log.getParent());
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        finish(written, cache);
    }

    private static Path unfinished(StartUpCache cache) throws IOException {
        Files.deleteIfExists(cache.file());
        return cache.file().resolveSibling("training-" + ProcessHandle.current().pid() + ".aot");
    }

    /// What was written on a full disk, or by a JVM that was killed, is no cache. It is to be on
    /// the disk before its name is: the JVM would not notice that a part of it is missing.
    private static void finish(Path written, StartUpCache cache) throws IOException {
        if (cache.at(written).works()) {
            try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, cache.file(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(written);
    }

    private static Submission example(Course course) {
        var exercise = course.exercises().getFirst();
        return Submission.find(course.references(), exercise)
                .orElseGet(() -> Submission.in(course.starters(), exercise));
    }

    /// Does what commands do: all of it, so that the cache has what they need.
    private void train(Course course) {
        Launch.isFresh(course.root()); // As course.cmd asks before each start.
        var out = new PrintWriter(System.out, true);
        var terminal = Terminal.ofProcess(out, new PrintWriter(System.err, true), true);
        new CourseMap(course, terminal).print();
        var exercise = course.exercises().getFirst();
        CourseCommand.run(
                new String[] {"check", exercise.id(), "--from", course.starters().toString()});
        var verdict = parent.engine().check(example(course));
        new NextStep(course, terminal).show(verdict);
        var nobody = new Course(course.built().resolve("training"));
        FileIo.write(exercise.source(nobody.starters()), "class Nobodys {}");
        new LearnersRecord(nobody, terminal).check(parent.engine(), exercise);
        new LearnersRecord(nobody, terminal).check(parent.engine(), exercise);
    }
}
