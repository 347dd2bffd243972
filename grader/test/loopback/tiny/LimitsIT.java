package loopback.tiny;

import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer that meets a limit of its exercise gets the same verdict by `check` and by `grade`.
@Tag("bomb")
class LimitsIT {

    /// What is said of each, and what it does in the first step.
    private static final Map<String, String> MEETING = new LinkedHashMap<>();

    static {
        MEETING.put(
                "took all memory: 64 MiB",
                "var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 20]);");
        MEETING.put(
                "Too many open files",
                "var all = new ArrayList<Object>(); try { while (true) all.add(new DatagramSocket()); }"
                        + " finally { for (var each : all) ((DatagramSocket) each).close(); }");
        MEETING.put(
                "File too large",
                "try (var out = java.nio.file.Files.newOutputStream(folder.resolve(\"x\"))) { while (true)"
                        + " out.write(new byte[1 << 16]); }");
        MEETING.put(
                "No space left on device",
                "for (int i = 0; true; i++) java.nio.file.Files.write(folder.resolve(\"x\" + i), new"
                        + " byte[1 << 19]);");
        MEETING.put(
                "more than 100 threads at the same time",
                "while (true) { var thread = new Thread(java.util.concurrent.locks.LockSupport::park);"
                        + " thread.setDaemon(true); thread.start(); }");
        MEETING.put(
                "your code has more than 100 threads",
                "var gate = new java.util.concurrent.Semaphore(0); var all = new ArrayList<Thread>();"
                        + " for (int i = 0; i < 150; i++) { all.add(new Thread(gate::acquireUninterruptibly));"
                        + " all.getLast().start(); } gate.release(150); for (var each : all) each.join();");
        MEETING.put(
                "took the 2 s of processor time that an exercise has",
                "for (int i = 0; i < 50; i++) { var thread = new Thread(() -> { while (true)"
                        + " Thread.onSpinWait(); }); thread.setDaemon(true); thread.start(); }"
                        + " while (true) { System.nanoTime(); }");
    }

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) {
        GradedClass.needsSandbox();
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace(
                                "class EchoTest {",
                                """
                                @kit.Uses("files")
                                @kit.Limits(heapMiB = 64, openFiles = 200, threads = 100, cpuSeconds = 2)
                                class EchoTest {
                                    static String call(String text) throws Exception {
                                        try (var folder = kit.Folder.empty()) {
                                            return Echo.echo(folder.path("/"), text);
                                        }
                                    }
                                """)
                        .replace("comes_back()", "comes_back() throws Exception")
                        .replace("Echo.echo(\"", "call(\""));
        for (var sources : List.of("exercises/src", "solutions/src")) {
            course.write(sources + "/tiny/Echo.java", source(""));
        }
    }

    private static String source(String meets) {
        return echo("if (text.equals(\"one\")) { " + meets + " } return text;")
                .replace(
                        "echo(String text)",
                        "echo(java.nio.file.Path folder, String text) throws Exception");
    }

    @Test
    void whoever_meets_a_limit_gets_the_same_verdict_everywhere() {
        var checked = new LinkedHashMap<String, List<String>>();
        MEETING.forEach((words, meets) -> {
            var verdict = course.checkOf(source(meets));
            assertTrue(verdict.message(1).contains(words), verdict::toString);
            checked.put(student(words), steps(verdict.json().get("tests")));
            graded.hasFrom(student(words), source(meets));
        });

        graded.grade("results", "--workers", "1").endsWith(0);

        checked.forEach((student, steps) ->
                assertEquals(steps, steps(graded.echo("results", student).get("steps")), student));
        var limits = course.read("../results/grading.json");
        assertTrue(limits.contains("2 s of processor time"), limits);
        assertTrue(limits.contains("64 MiB of heap"), limits);
    }

    private static String student(String words) {
        return words.replaceAll("\\W+", "-").toLowerCase(Locale.ROOT);
    }

    /// The status of each, and the first line of what is said about it.
    private static List<String> steps(JsonNode steps) {
        var all = new ArrayList<String>();
        for (var each : steps) {
            var said = each.get("message").asText().lines().findFirst().orElse("");
            all.add(each.get("status").asText() + ": " + said);
        }
        return all;
    }
}
