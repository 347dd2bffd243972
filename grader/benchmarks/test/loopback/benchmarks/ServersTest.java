package loopback.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every server compiles without a warning and answers; whether it does so quickly is not asked.
class ServersTest {

    private static final int CLIENTS = 10;

    @TempDir private static Path scratch;

    private static Path client;

    @BeforeAll
    static void compile() {
        requireProgram("gcc");
        client = Contestant.compileC(Benchmark.ROOT, scratch, "grader/benchmarks/clients/load.c");
    }

    @ParameterizedTest
    @FieldSource("loopback.benchmarks.Contestant#ALL")
    void a_server_answers_everybody_in_capitals(Contestant contestant) {
        if (contestant.name().startsWith("python")) {
            requireProgram("python3");
        }
        var command = contestant.build(Benchmark.ROOT, scratch);

        try (var server = Child.start(scratch, command);
                var load =
                        LoadClient.connect(
                                scratch, client, Integer.parseInt(server.nextLine()), CLIENTS)) {
            var found = load.load(0.1);

            assertTrue(found.answers() > 0, "nobody was answered in time");
            assertEquals(found.waits().getTotalCount(), found.answers() + CLIENTS, "waits");
        }
    }

    private static void requireProgram(String name) {
        boolean there =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(name + " is missing on a machine that checks everything");
        }
        assumeTrue(there, name + " is missing, without which this server is not looked at");
    }
}
