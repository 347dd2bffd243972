package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.engine.BenchStarter;
import loopback.engine.Engine;
import loopback.engine.Starters;
import loopback.engine.Submission;
import loopback.report.Report;
import loopback.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Makes ready what a check needs; the launcher calls it after each build.
@Command(name = "prepare", hidden = true)
final class PrepareCommand implements Callable<Integer> {

    @ParentCommand private CourseCommand parent;

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
        try (var engine = new Engine(course, BenchStarter.forking(course))) {
            engine.prepare();
        }
        terminal.print("  teaching the JVM to start quickly …");
        trainCache(course);
        return 0;
    }

    /// Lets a JVM write down the classes that a check loads, so that later ones start faster.
    /// Without that they still start.
    private static void trainCache(Course course) throws IOException, InterruptedException {
        var cache = BenchStarter.aotCache(course);
        var written = cache.resolveSibling("training-" + ProcessHandle.current().pid() + ".aot");
        var command =
                new ArrayList<>(List.of(BenchStarter.java(), "-XX:AOTCacheOutput=" + written));
        command.addAll(BenchStarter.OPTIONS);
        command.addAll(
                List.of(
                        "-Dcourse.root=" + course.root(),
                        "-cp",
                        BenchStarter.jar(course).toString(),
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
        if (Files.exists(written)) {
            Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Checks a starter and, where there is one, a reference, and prints what came of them.
    private static void train(Course course) {
        var terminal =
                Terminal.ofProcess(
                        new java.io.PrintWriter(System.out),
                        new java.io.PrintWriter(System.err),
                        true);
        new CourseMap(course, terminal).print();
        var exercise = course.exercises().getFirst();
        for (var sources : List.of(course.starters(), course.references())) {
            if (Files.exists(exercise.source(sources))) {
                try (var engine = new Engine(course, BenchStarter.inThisJvm())) {
                    engine.prepare();
                    var verdict = engine.check(Submission.in(sources, exercise));
                    new Report(terminal).print(verdict, NextStep.after(course, terminal, verdict));
                }
            }
        }
    }
}
