package loopback.tiny;

import static loopback.tiny.TinyCourse.HALF;
import static loopback.tiny.TinyCourse.REFERENCE;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import loopback.course.FileIo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many checks: twenty at the same time, and one after the other for as long as somebody edits.
///
/// `-Dedits=1000` edits so often, and prints what it has measured.
@Tag("bomb")
class ManyIT {

    private static final int AT_ONCE = 20;
    private static final int EDITS = Integer.getInteger("edits", 40);

    private TinyCourse course;
    private Path folder;
    private Process watch;

    @BeforeEach
    void make(@TempDir Path folder) {
        this.folder = folder;
        course = TinyCourse.in(folder);
    }

    @AfterEach
    void end() {
        Optional.ofNullable(watch).ifPresent(Process::destroyForcibly);
    }

    /// Four exercises, and five checks of each.
    @Test
    void twenty_checks_at_the_same_time_each_get_their_verdict() throws Exception {
        var points = new TreeMap<String, Integer>();
        for (var name : List.of("Echo", "Three", "Two", "One")) {
            if (!name.equals("Echo")) {
                course.more(name);
            }
            points.put(name, List.of("Echo", "Two").contains(name) ? 4 : 1);
            course.write(
                    "exercises/src/tiny/" + name + ".java",
                    (points.get(name) == 4 ? REFERENCE : HALF).replace("Echo", name));
        }
        var names = List.copyOf(points.keySet());
        var running = new ArrayList<Process>();
        for (int i = 0; i < AT_ONCE; i++) {
            var name = names.get(i % names.size());
            running.add(
                    course.builder(List.of(), "check", name, "--format", "json")
                            .redirectOutput(folder.resolve("out-" + i).toFile())
                            .redirectError(folder.resolve("err-" + i).toFile())
                            .start());
        }
        for (int i = 0; i < AT_ONCE; i++) {
            int expected = points.get(names.get(i % names.size()));
            assertEquals(expected == 4 ? 0 : 1, TinyCourse.end(running.get(i)));
            var verdict = new ObjectMapper().readTree(folder.resolve("out-" + i).toFile());
            assertEquals("tiny/" + names.get(i % names.size()), verdict.get("exercise").asText());
            assertEquals(expected, verdict.get("points").asInt(), verdict::toString);
            assertEquals("", FileIo.read(folder.resolve("err-" + i)));
        }
        course.nothingIsLeft();
        course.run()
                .says("Echo            4/4", "One             1/4", "Three           1/4")
                .says("Two             4/4")
                .complainsOfNothing();
        for (var name : names) {
            var mine = course.read("exercises/src/tiny/" + name + ".java");
            assertEquals(List.of(mine), course.versions(name));
        }
        var left =
                course.texts(".course").keySet().stream().filter(f -> f.endsWith(".tmp")).toList();
        assertEquals(List.of(), left);
    }

    /// A record that is damaged is set aside once, whoever of many comes first.
    @Test
    void a_damaged_record_is_set_aside_by_one_of_many() throws Exception {
        course.submit(REFERENCE).write(".course/progress.json", "{");
        var running = new ArrayList<Process>();
        for (int i = 0; i < 6; i++) {
            running.add(
                    course.builder(
                                    List.of(),
                                    i % 2 == 0 ? new String[0] : new String[] {"check", "Echo"})
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out-" + i).toFile())
                            .start());
        }
        for (var process : running) {
            assertEquals(0, TinyCourse.end(process));
        }
        course.run().says("Echo            4/4").complainsOfNothing();
        assertEquals("{", course.read(".course/progress.damaged-1.json"));
        assertEquals(
                1,
                course.texts(".course").keySet().stream()
                        .filter(f -> f.contains("damaged"))
                        .count());
    }

    /// What the watch takes once the machine has caught up: a JVM that was killed is there until there
    /// is time for its end, and what a watch takes for good never becomes less.
    private Footprint settled(Footprint before) throws Exception {
        var now = Footprint.of(watch);
        for (int tenths = 0; !now.isAbout(before) && tenths < 6_000; tenths++) {
            TinyCourse.pause();
            now = Footprint.of(watch);
        }
        return now;
    }

    /// Edits as quickly as verdicts come. Half of the edits are for the JVM to warm up.
    @Test
    void watching_many_edits_takes_no_more_than_watching_a_few() throws Exception {
        long start = System.nanoTime();
        watch = course.builder(List.of(), "watch", "Echo").redirectErrorStream(true).start();
        var out = watch.inputReader();
        Footprint before = null;
        for (int i = 1; i <= EDITS; i++) {
            for (var line = ""; !line.startsWith("Watching"); ) {
                line = out.readLine();
                assertTrue(line != null, "it watches until full marks");
            }
            if (i == EDITS / 2) {
                before = Footprint.of(watch);
            }
            course.submit(echo("return \"one\"; // edit " + i));
        }
        for (var line = ""; !line.startsWith("Watching"); ) {
            line = out.readLine();
        }
        var after = settled(before);
        course.submit(REFERENCE);
        out.transferTo(java.io.Writer.nullWriter());

        assertEquals(0, TinyCourse.end(watch));
        if (System.getProperty("edits") != null) {
            System.out.printf(
                    "%d edits in %d s%nafter half of them  %s%nafter all of them   %s%n",
                    EDITS, (System.nanoTime() - start) / 1_000_000_000, before, after);
        }
        assertTrue(after.isAbout(before), "before " + before + "\nafter  " + after);
        var versions = course.versions("Echo");
        assertEquals(REFERENCE, versions.getLast());
        assertEquals(versions.size(), versions.stream().distinct().count());
        course.nothingIsLeft();
    }
}
