package loopback.benchmarks;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a benchmark has found: every figure of every round, on what, of which version, and how.
record Results(
        String measured,
        String version,
        Machine machine,
        SortedMap<String, String> settings,
        List<Row> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Results read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Results.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the results in " + file, e);
        }
    }

    /// Replaces `file` when everything is written.
    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, pretty().writeValueAsString(this) + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results to " + file, e);
        }
    }

    private static ObjectWriter pretty() {
        var lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(
                new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines));
    }

    /// The figure `name` of a subject, round by round; the median where a round has several of it.
    Sample sample(String subject, String condition, String name) {
        var rounds = new TreeMap<Integer, List<Double>>();
        for (var row : rows) {
            boolean meant = row.subject().equals(subject) && row.condition().equals(condition);
            if (meant && row.figures().containsKey(name)) {
                rounds.computeIfAbsent(row.round(), _ -> new ArrayList<>())
                        .add(row.figures().get(name));
            }
        }
        return new Sample(
                rounds.values().stream().map(Sample::of).mapToDouble(Sample::median).toArray());
    }

    List<String> subjects() {
        return rows.stream().map(Row::subject).distinct().toList();
    }

    List<String> conditions() {
        return rows.stream().map(Row::condition).distinct().toList();
    }
}
