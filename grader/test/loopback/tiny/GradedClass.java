package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import loopback.peers.Programs;

/// A class that hands in what it was given by an assignment of a [TinyCourse].
final class GradedClass {

    private static final String ASSIGNMENT =
            """
            title = "Echoes"
            due = 2026-10-16T23:59:00+02:00

            [exercises]
            "tiny/Echo" = 4
            """;

    /// A step that learners do not have.
    static final String HIDDEN =
            """
            package tiny;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import org.junit.jupiter.api.Order;
            import org.junit.jupiter.api.Test;
            class EchoTest {
                @Test @Order(1) void nothing_comes_back() { assertEquals("", Echo.echo("")); }
            }
            """;

    private final TinyCourse course;
    private final Path submissions;

    GradedClass(TinyCourse course) {
        this.course = course;
        submissions = course.file("../class");
        course.write("../sheet.toml", ASSIGNMENT);
    }

    /// Without a full sandbox a test is skipped, saying so; in CI on Linux it fails.
    static void needsSandbox() {
        var bwrap = Programs.need("bwrap");
        Programs.need("prlimit");
        try {
            var process =
                    new ProcessBuilder(bwrap, "--unshare-all", "--ro-bind", "/", "/", "true")
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            boolean works = process.waitFor() == 0;
            assertTrue(works || System.getenv("CI") == null, "bubblewrap does not work: " + said);
            assumeTrue(works, "bubblewrap does not work here, and this test needs it: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    TinyCourse course() {
        return course;
    }

    /// Replaces the assignment.
    GradedClass assign(String more) {
        course.write("../sheet.toml", ASSIGNMENT + more);
        return this;
    }

    /// What one learner hands in: the source of `Echo`.
    GradedClass hasFrom(String student, String source) {
        return hasFile(student + "/tiny/Echo.java", source.getBytes(UTF_8));
    }

    GradedClass hasFile(String path, byte[] bytes) {
        try {
            Files.createDirectories(submissions.resolve(path).getParent());
            Files.write(submissions.resolve(path), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path submissions() {
        return submissions;
    }

    /// The command line that grades this class.
    String[] arguments(String results, String... more) {
        return Stream.concat(
                        Stream.of("grade", "sheet.toml", "class", "--out", results),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /// Grades what was handed in.
    Ran grade(String results, String... more) {
        return course.run(arguments(results, more));
    }

    /// The marks of one learner.
    JsonNode marks(String results, String student) {
        try {
            var file = course.file("../" + results + "/marks/" + student + ".json");
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The only exercise of one learner.
    JsonNode echo(String results, String student) {
        return marks(results, student).get("exercises").get(0);
    }

    double points(String results, String student) {
        return echo(results, student).get("points").asDouble();
    }

    /// All marks without the times that grading took.
    Map<String, String> withoutTimes(String results) {
        var all = new TreeMap<String, String>();
        for (var student : students(results)) {
            var marks = marks(results, student);
            ((ObjectNode) marks).remove("time");
            marks.get("exercises").forEach(each -> ((ObjectNode) each).remove("seconds"));
            all.put(student, marks.toPrettyString());
        }
        return all;
    }

    List<String> students(String results) {
        var folder = course.file("../" + results + "/marks");
        var students = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
                    .sorted()
                    .forEach(students::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return students;
    }
}
