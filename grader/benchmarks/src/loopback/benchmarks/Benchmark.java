package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// What all benchmarks have in common: rounds, a scratch folder, and a file of results.
abstract class Benchmark implements Callable<Integer> {

    static final Path ROOT =
            Path.of(System.getProperty("course.root", "")).toAbsolutePath().normalize();
    static final Path RESULTS = ROOT.resolve("grader/benchmarks/results");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the results go; by default to those that the page is made from.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--add",
            description = "Adds rounds to the results that are there, if they are of this version.")
    private boolean add;

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private Path scratch = Path.of("");
    private int roundsBefore;

    Benchmark(String name) {
        this.name = name;
    }

    /// Measures, and hands over what it finds by [#found].
    abstract void measure() throws IOException;

    /// What the figures depend on, in words.
    abstract SortedMap<String, String> settings();

    @Override
    public final Integer call() throws IOException {
        var file = out.orElse(RESULTS.resolve(name + ".json"));
        var version = version();
        var earlier = add && Files.exists(file) ? List.of(Results.read(file)) : List.<Results>of();
        for (var results : earlier) {
            if (!results.version().equals(version)) {
                throw new BenchmarkException(
                        "%s is of version %s, and this is %s: measure again, without --add"
                                .formatted(file, results.version(), version));
            }
            rows.addAll(results.rows());
            roundsBefore = rows.stream().mapToInt(Row::round).max().orElse(0);
        }
        var machine = Machine.here();
        var began = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        scratch = Files.createTempDirectory("loopback-" + name);
        try {
            measure();
        } finally {
            delete(scratch);
        }
        new Results(began.toString(), version, machine, settings(), rows).write(file);
        IO.println("The results are in " + file);
        return 0;
    }

    final Path scratch() {
        return scratch;
    }

    final void found(int round, String subject, String condition, Map<String, Double> figures) {
        var sorted = new TreeMap<>(figures);
        rows.add(new Row(roundsBefore + round, subject, condition, sorted));
        var text = new StringBuilder();
        sorted.forEach((figure, value) ->
                text.append(", ").append(figure).append(' ').append(Sample.number(value)));
        IO.println("round %d: %s, %s%s".formatted(round, subject, condition, text));
    }

    /// The commit, and whether something else than results has changed since.
    private static String version() throws IOException {
        var commit = git("rev-parse", "--short", "HEAD");
        var changed =
                git(
                        "status",
                        "--porcelain",
                        "--",
                        ".",
                        ":!grader/benchmarks/results",
                        ":!grader/benchmarks/README.adoc");
        return commit.isEmpty() ? "unknown" : commit + (changed.isEmpty() ? "" : ", changed");
    }

    /// What git says; nothing where there is no repository.
    private static String git(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
