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

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private Path scratch = Path.of("");

    Benchmark(String name) {
        this.name = name;
    }

    /// Measures, and hands over what it finds by [#found].
    abstract void measure() throws IOException;

    /// What the figures depend on, in words.
    abstract SortedMap<String, String> settings();

    @Override
    public final Integer call() throws IOException {
        var machine = Machine.here();
        var began = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        scratch = Files.createTempDirectory("loopback-" + name);
        try {
            measure();
        } finally {
            delete(scratch);
        }
        var file = out.orElse(RESULTS.resolve(name + ".json"));
        new Results(began.toString(), version(), machine, settings(), rows).write(file);
        IO.println("The results are in " + file);
        return 0;
    }

    final Path scratch() {
        return scratch;
    }

    final void found(int round, String subject, String condition, Map<String, Double> figures) {
        rows.add(new Row(round, subject, condition, new TreeMap<>(figures)));
        var text = new StringBuilder();
        figures.forEach((figure, value) ->
                text.append(", ").append(figure).append(' ').append(Sample.number(value)));
        IO.println("round %d: %s, %s%s".formatted(round, subject, condition, text));
    }

    /// The commit, and whether something has changed since.
    private String version() throws IOException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*");
        var process = git.directory(ROOT.toFile()).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes()).strip();
        return text.isEmpty() || text.contains(" ") ? "unknown" : text;
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
