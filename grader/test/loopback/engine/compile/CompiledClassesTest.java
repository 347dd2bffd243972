package loopback.engine.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loopback.course.Exercise;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledClassesTest {

    private static final Exercise ECHO = Exercise.of("tcp/Echo");
    private static final Submission RIGHT = with("class Echo { Line line; }", "class Line {}");

    @TempDir private Path folder;

    private final List<Submission> compiled = new ArrayList<>();
    private CompiledClasses kept;
    private Compiler compiler;

    @BeforeEach
    void nothing_is_kept_yet() {
        kept = new CompiledClasses(folder.resolve("kept"));
        compiler =
                kept.before(submission -> {
                    compiled.add(submission);
                    return Compiler.HERE.compile(submission);
                });
    }

    @Test
    void what_was_compiled_is_not_compiled_again() {
        var first = compiler.compile(RIGHT).classes();
        var second = compiler.compile(RIGHT).classes();

        assertEquals(List.of(RIGHT), compiled);
        assertEquals(List.of("tcp.Echo", "tcp.Line"), List.copyOf(second.keySet()));
        second.forEach((name, bytes) -> assertArrayEquals(first.get(name), bytes, name));
    }

    @Test
    void a_change_in_any_file_of_the_package_is_compiled() {
        var changes =
                List.of(
                        RIGHT,
                        with("class Echo { Line first; }", "class Line {}"),
                        with("class Echo { Line first; }", "class Line { int length; }"));

        changes.forEach(compiler::compile);

        assertEquals(changes, compiled);
        assertEquals(1, FileIo.list(folder.resolve("kept")).size(), "archives");
    }

    @Test
    void an_error_is_found_again() {
        var wrong = with("class Echo { Line line }", "class Line {}");

        assertFalse(compiler.compile(wrong).succeeded());
        assertFalse(compiler.compile(wrong).succeeded());
    }

    @Test
    void what_is_damaged_is_compiled_again_and_mended() throws IOException {
        compiler.compile(RIGHT);
        var archive = FileIo.list(folder.resolve("kept")).getFirst();
        var whole = Files.readAllBytes(archive);
        for (var damaged : List.of(new byte[0], java.util.Arrays.copyOf(whole, 200))) {
            Files.write(archive, damaged);
            compiled.clear();

            assertTrue(compiler.compile(RIGHT).succeeded());
            assertTrue(compiler.compile(RIGHT).succeeded());

            assertEquals(List.of(RIGHT), compiled);
        }
    }

    @Test
    void nothing_is_left_of_what_is_cleared() {
        compiler.compile(RIGHT);
        kept.clear();
        compiler.compile(RIGHT);

        assertEquals(List.of(RIGHT, RIGHT), compiled);
    }

    private static Submission with(String echo, String line) {
        var sources =
                Map.of(
                        "tcp/Echo.java",
                        "package tcp; " + echo,
                        "tcp/Line.java",
                        "package tcp; " + line);
        return Submission.find(sources, ECHO).orElseThrow();
    }
}
