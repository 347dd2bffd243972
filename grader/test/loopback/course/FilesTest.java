package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    @TempDir private Path folder;

    @Test
    void what_was_written_is_read_and_nothing_else_is_left() {
        var file = folder.resolve("deeper/still/file");

        Files.write(file, "größe\n");
        Files.write(file, "again");

        assertEquals("again", Files.read(file));
        assertEquals(List.of(file), Files.list(file.getParent()));
    }

    @Test
    void what_the_dead_have_left_half_written_goes() throws IOException {
        var dead =
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        dead.onExit().join();
        var left = folder.resolve("marks/.ann.json." + dead.pid() + "-17.tmp");
        var own = folder.resolve("marks/.ann.json." + ProcessHandle.current().pid() + "-17.tmp");
        var other = folder.resolve("marks/.of-somebody-else.tmp");
        for (var each : List.of(left, own, other)) {
            Files.write(each, "{");
        }

        Files.sweep(folder);

        assertEquals(List.of(own, other), Files.list(folder.resolve("marks")));
    }

    @Test
    void a_file_that_cannot_be_written_stays_as_it_was() throws IOException {
        var file = folder.resolve("file");
        Files.write(file, "first");
        java.nio.file.Files.createDirectories(folder.resolve("folder/full"));

        var complaint =
                assertThrows(
                        CourseException.class, () -> Files.write(folder.resolve("folder"), "x"));
        assertEquals(CourseException.MACHINE_CANNOT, complaint.exitStatus());
        assertThrows(CourseException.class, () -> Files.write(file.resolve("below"), "x"));

        assertEquals("first", Files.read(file));
        assertEquals(2, Files.list(folder).size());
    }

    @Test
    void what_cannot_be_read_is_one_sentence() throws IOException {
        var strange = folder.resolve("strange");
        Files.write(strange, new byte[] {'a', (byte) 0xfc, 'b'});

        assertComplaint("is not UTF-8", () -> Files.read(strange));
        assertComplaint("does not exist", () -> Files.read(folder.resolve("nothing")));
        assertComplaint("cannot be read", () -> Files.read(folder));
        assertComplaint("cannot be read", () -> Files.bytes(folder));
        assertEquals("a\ufffdb", Files.readLeniently(strange));
    }

    @Test
    void folders_are_listed_in_order_and_a_missing_one_is_empty() {
        Files.write(folder.resolve("b/2"), "");
        Files.write(folder.resolve("a"), "");

        assertEquals(List.of(folder.resolve("a"), folder.resolve("b")), Files.list(folder));
        assertEquals(List.of(folder.resolve("a"), folder.resolve("b/2")), Files.walk(folder));
        assertEquals(List.of(), Files.list(folder.resolve("nothing")));
        assertEquals(List.of(), Files.walk(folder.resolve("nothing")));
    }

    private static void assertComplaint(
            String words, org.junit.jupiter.api.function.Executable call) {
        var complaint = assertThrows(CourseException.class, call);
        assertTrue(complaint.getMessage().contains(words), complaint::getMessage);
    }
}
