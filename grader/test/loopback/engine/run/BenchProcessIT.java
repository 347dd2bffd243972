package loopback.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loopback.bench.Message;
import loopback.course.Course;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;
import loopback.engine.jvm.Libraries;
import loopback.engine.jvm.Limits;
import loopback.engine.specification.Specifications;
import org.junit.jupiter.api.Test;

/// What a bench says, message by message.
class BenchProcessIT {

    /// In milliseconds: far more than a bench needs for its next word.
    private static final int PATIENCE = 600_000;

    private static final String SPECIFICATION =
            """
            package tiny;
            import org.junit.jupiter.api.Order;
            import org.junit.jupiter.api.Test;
            class EchoTest {
                @Test @Order(1) void memory_has_ended() { throw new OutOfMemoryError("so it says"); }
                @Test @Order(2) void nothing_is_wrong() {}
            }
            """;

    private final Course course =
            new Course(Path.of(System.getProperty("course.root")).toAbsolutePath().normalize());

    @Test
    void after_an_end_of_memory_that_was_thrown_by_hand_a_bench_ends_at_once() {
        new Specifications(course).compileKit();
        try (var bench = BenchProcess.start(BenchStarter.forking(course), Limits.USUAL)) {
            bench.give(task("memory_has_ended", "nothing_is_wrong"));

            var said = new ArrayList<Message>();
            do {
                said.add(bench.next(PATIENCE).orElseThrow());
            } while (!BenchProcess.isTheEnd(said.getLast()));

            said.removeIf(Message.Alive.class::isInstance);
            assertEquals(new Message.Started("memory_has_ended"), said.getFirst());
            var finished = assertInstanceOf(Message.Finished.class, said.get(1));
            assertEquals("OutOfMemoryError", finished.failure().type());
            assertEquals(3, said.size(), said::toString);
        }
    }

    @Test
    void the_temporary_files_of_a_bench_go_with_it() {
        new Specifications(course).compileKit();
        var source =
                SPECIFICATION.replace(
                        "{ throw new OutOfMemoryError(\"so it says\"); }",
                        "throws Exception { var file = java.io.File.createTempFile(\"left\", \"\");"
                                + " throw new Exception(file.getPath()); }");
        Path left;
        try (var bench = BenchProcess.start(BenchStarter.forking(course), Limits.USUAL)) {
            bench.give(
                    new Message.Task(
                            classes(source),
                            "tiny.EchoTest",
                            List.of("memory_has_ended"),
                            0,
                            Set.of()));
            var next = bench.next(PATIENCE).orElseThrow();
            while (!(next instanceof Message.Finished)) {
                next = bench.next(PATIENCE).orElseThrow();
            }
            left = Path.of(((Message.Finished) next).failure().message());
            assertTrue(Files.exists(left), left::toString);
        }
        assertTrue(Files.notExists(left.getParent()), left::toString);
    }

    private Message.Task task(String... steps) {
        return new Message.Task(
                classes(SPECIFICATION), "tiny.EchoTest", List.of(steps), 0, Set.of());
    }

    private Map<String, byte[]> classes(String source) {
        var compilation =
                Compilation.of(
                        List.of(new SourceFile("tiny.EchoTest", source)),
                        new Compilation.Surroundings(Map.of(), Map.of(), Libraries.all(course)));
        assertEquals(List.of(), compilation.problems());
        return new LinkedHashMap<>(compilation.classes());
    }
}
