package loopback.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void the_tables_of_the_page_are_those_of_the_results() throws IOException {
        var page = Files.readString(Benchmark.ROOT.resolve("grader/benchmarks/README.adoc"));

        assertEquals(new Page(Benchmark.RESULTS).renewed(page), page, "grader/benchmarks/run page");
    }
}
