package loopback.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final String PLACES =
            """
            // begin servers
            // end servers
            // begin feedback
            // end feedback
            // begin grading
            // end grading
            """;

    @Test
    void the_tables_of_the_page_are_those_of_the_results() throws IOException {
        var page = Files.readString(Benchmark.ROOT.resolve("grader/benchmarks/README.adoc"));

        assertEquals(new Page(Benchmark.RESULTS).renewed(page), page, "grader/benchmarks/run page");
    }

    @Test
    void a_figure_is_compared_with_what_was_wanted(@TempDir Path folder) {
        var rows = List.of(answers(1, "c-epoll", 100), answers(1, "selector", 95));
        results(rows).write(folder.resolve("servers.json"));

        var page = new Page(folder).renewed(PLACES);

        var row = "|Course: selector, compared with C, epoll, 100 connections |at least 0.9 |";
        assertTrue(page.contains(row + "0.95 (0.95 to 0.95) |one round |1\n"), page);
        assertEquals(page, new Page(folder).renewed(page), "made once more");
    }

    @Test
    void without_results_a_page_stays_as_it_is(@TempDir Path folder) {
        assertEquals(PLACES, new Page(folder).renewed(PLACES));
    }

    private static Results results(List<Row> rows) {
        var settings = new TreeMap<>(Map.of("bytes of a line", "64"));
        return new Results("2026-01-01T00:00:00Z", "abc", Machine.here(), settings, rows);
    }

    private static Row answers(int round, String server, double perSecond) {
        var figures = new TreeMap<String, Double>();
        figures.put("answersPerSecond", perSecond);
        for (var name :
                List.of(
                        "p50Millis",
                        "p99Millis",
                        "kibPerConnection",
                        "serverProcessors",
                        "clientProcessors")) {
            figures.put(name, 1.0);
        }
        return new Row(round, server, "100 connections", figures);
    }
}
