package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.Starters;
import loopback.course.TemporaryFolders;
import loopback.grading.Results;
import loopback.report.ReportFiles;
import loopback.similar.Comparison;
import loopback.similar.Similarities;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "similar",
        description = "Says which submissions of a class resemble each other, through JPlag.",
        mixinStandardHelpOptions = true)
final class SimilarCommand implements Callable<Integer> {

    private static final int PRINTED = 10;

    @ParentCommand private CommandContext parent;

    @Mixin private HandInParameters handedIn;

    @Option(
            names = "--out",
            paramLabel = "RESULTS",
            description = "What grade --out has filled: its summary shows the pairs then.")
    private @Nullable Path out;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long it may take, ${DEFAULT-VALUE} by default.")
    private int seconds = 1_800;

    @Override
    public Integer call() throws Exception {
        if (seconds < 1) {
            throw new CourseException("--seconds " + seconds + ": at least one is needed");
        }
        var course = parent.course();
        var exercises = handedIn.assignment(course).exercises();
        var results = Optional.ofNullable(out).map(each -> new Results(each.toAbsolutePath()));
        if (results.isPresent() && !results.get().areThere()) {
            throw new CourseException(
                    out
                            + " holds no results: name the folder that ./course grade --out has filled");
        }
        var handed = handedIn.all(false);
        Starters.keep(course);
        TemporaryFolders.sweep();
        var folder = TemporaryFolders.folder();
        try {
            var comparison = Comparison.of(course, exercises, handed, folder);
            compare(course, comparison);
            var similar = comparison.similarities();
            print(parent.terminal(), similar);
            results.ifPresent(each -> {
                similar.write(each.folder());
                ReportFiles.write(each.folder(), course);
                parent.terminal().print(each.folder().resolve("summary.html").toString());
            });
            return ExitStatus.FULL_MARKS;
        } finally {
            TemporaryFolders.delete(folder);
        }
    }

    /// Runs the program that compares, which has a process and a licence of its own.
    private void compare(Course course, Comparison comparison)
            throws IOException, InterruptedException {
        var script = course.root().resolve("grader/similar/Similar.java");
        if (!Files.exists(script)) {
            throw new CourseException(
                    script + " is not there: comparing takes the whole course, and not a handout");
        }
        var log = comparison.folder().resolve("log");
        var toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
        var arguments =
                List.of(
                        comparison.submissions().toString(),
                        comparison.starterFolder().toString(),
                        comparison.found().toString());
        var jbang = new Jbang(course);
        var answer = jbang.ask(script, arguments, toLog);
        if (!answer.isCommand()) {
            throw CourseException.ofMachine(
                    "JPlag could not be fetched from Maven Central: connect once, and run ./course"
                            + " similar again ("
                            + lastWords(log, answer.printed())
                            + ")");
        }
        var running =
                jbang.process(answer, arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(toLog)
                        .start();
        var whenStopped = Thread.ofPlatform().unstarted(running::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(whenStopped);
        boolean ended = running.waitFor(seconds, TimeUnit.SECONDS);
        Runtime.getRuntime().removeShutdownHook(whenStopped);
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly().waitFor();
        if (!ended) {
            throw CourseException.ofMachine(
                    "comparing "
                            + comparison.compared().size()
                            + " submissions takes longer than "
                            + seconds
                            + " s: allow more with --seconds");
        }
        if (running.exitValue() != 0) {
            throw CourseException.ofMachine(
                    "JPlag failed with status " + running.exitValue() + ": " + lastWords(log, ""));
        }
    }

    private static String lastWords(Path log, String otherwise) {
        return FileIo.readLeniently(log)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse(otherwise)
                .strip();
    }

    private static void print(Terminal terminal, Similarities similar) {
        similar.leftOut().forEach((id, why) -> terminal.complain(id + " was left out: " + why));
        if (similar.pairs().isEmpty()) {
            terminal.print("No two submissions resemble each other.");
        }
        similar.pairs().stream()
                .limit(PRINTED)
                .forEach(pair ->
                        terminal.print(
                                String.format(
                                        Locale.ROOT,
                                        "%3d %%  %s and %s",
                                        pair.percent(),
                                        pair.first(),
                                        pair.second())));
        int more = similar.pairs().size() - PRINTED;
        if (more > 0) {
            terminal.print("and " + more + " more");
        }
    }
}
