package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIoTest {

    @TempDir private Path folder;

    @Test
    void what_was_written_is_read_and_nothing_else_is_left() {
        var file = folder.resolve("deeper/still/file");

        FileIo.write(file, "größe\n");
        FileIo.write(file, "again");

        assertEquals("again", FileIo.read(file));
        assertEquals(List.of(file), FileIo.list(file.getParent()));
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
            FileIo.write(each, "{");
        }

        FileIo.sweep(folder);

        assertEquals(List.of(own, other), FileIo.list(folder.resolve("marks")));
    }

    @Test
    void a_file_that_cannot_be_written_stays_as_it_was() throws IOException {
        var file = folder.resolve("file");
        FileIo.write(file, "first");
        Files.createDirectories(folder.resolve("folder/full"));

        var complaint =
                assertThrows(
                        CourseException.class, () -> FileIo.write(folder.resolve("folder"), "x"));
        assertEquals(CourseException.MACHINE_CANNOT, complaint.exitStatus());
        assertThrows(CourseException.class, () -> FileIo.write(file.resolve("below"), "x"));

        assertEquals("first", FileIo.read(file));
        assertEquals(2, FileIo.list(folder).size());
    }

    @Test
    void what_cannot_be_read_is_one_sentence() throws IOException {
        var strange = folder.resolve("strange");
        FileIo.write(strange, new byte[] {'a', (byte) 0xfc, 'b'});

        assertComplaint("is not UTF-8", () -> FileIo.read(strange));
        assertComplaint("does not exist", () -> FileIo.read(folder.resolve("nothing")));
        assertComplaint("cannot be read", () -> FileIo.read(folder));
        assertComplaint("cannot be read", () -> FileIo.bytes(folder));
        assertEquals("a\ufffdb", FileIo.readLeniently(strange));
    }

    @Test
    void folders_are_listed_in_order_and_a_missing_one_is_empty() {
        FileIo.write(folder.resolve("b/2"), "");
        FileIo.write(folder.resolve("a"), "");

        assertEquals(List.of(folder.resolve("a"), folder.resolve("b")), FileIo.list(folder));
        assertEquals(List.of(folder.resolve("a"), folder.resolve("b/2")), FileIo.walk(folder));
        assertEquals(List.of(), FileIo.list(folder.resolve("nothing")));
        assertEquals(List.of(), FileIo.walk(folder.resolve("nothing")));
    }

    private static void assertComplaint(
            String words, org.junit.jupiter.api.function.Executable call) {
        var complaint = assertThrows(CourseException.class, call);
        assertTrue(complaint.getMessage().contains(words), complaint::getMessage);
    }
}
