package loopback.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVersionsTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");

    private Path file;
    private Path folder;
    private FileVersions versions;

    @BeforeEach
    void make(@TempDir Path root) {
        var course = new Course(root);
        file = ECHO.source(course.starters());
        folder = ECHO.folder(course.progress().resolve("versions"));
        versions = new FileVersions(course, ECHO);
    }

    @Test
    void versions_are_kept_in_order_however_quickly_they_come() {
        for (int i = 0; i < 20; i++) {
            FileIo.write(file, "version " + i);
            versions.keep();
        }

        var kept = versions.all().stream().map(FileIo::read).toList();

        assertEquals(20, kept.size());
        assertEquals("version 0", kept.getFirst());
        assertEquals("version 19", kept.getLast());
        assertEquals(kept.stream().distinct().toList(), kept);
    }

    @Test
    void names_of_local_time_from_before_keep_their_place() {
        var zone = TimeZone.getDefault();
        try {
            for (var place : List.of("Asia/Tokyo", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(place));
                var old = LocalDateTime.now().minusMinutes(1).withNano(0);
                var name = old.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS"));
                FileIo.write(folder.resolve(name + ".java"), "old " + place);
                FileIo.write(file, "new " + place);
                versions.keep();

                var kept = versions.all().stream().map(FileIo::read).toList();
                assertEquals("old " + place, kept.get(kept.size() - 2));
                assertEquals("new " + place, kept.getLast());
                var words = old.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
                assertEquals(words, FileVersions.when(versions.all().get(kept.size() - 2)));
                versions.all().forEach(version -> version.toFile().delete());
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void a_clock_that_was_set_back_does_not_change_the_order() {
        FileIo.write(folder.resolve("2999-12-31T23-59-59-999Z.java"), "from the future");
        FileIo.write(file, "now");
        versions.keep();

        assertEquals("now", FileIo.read(versions.all().getLast()));
    }

    @Test
    void what_was_kept_last_is_not_kept_again() {
        FileIo.write(file, "same");
        versions.keep();
        versions.keep();

        assertEquals(1, versions.all().size());
    }

    @Test
    void a_file_that_is_not_there_is_not_kept() {
        versions.keep();

        assertEquals(List.of(), versions.all());
        assertEquals(Optional.empty(), versions.previous());
    }

    @Test
    void what_is_replaced_is_kept_first() {
        FileIo.write(file, "mine");
        versions.replaceWith("starter".getBytes(UTF_8));

        assertEquals("starter", FileIo.read(file));
        assertEquals(Optional.of("mine"), versions.previous().map(FileIo::read));
    }

    @Test
    void the_one_before_is_the_newest_that_differs() {
        for (var text : List.of("a", "b", "c")) {
            FileIo.write(file, text);
            versions.keep();
        }

        assertEquals(Optional.of("b"), versions.previous().map(FileIo::read));
        FileIo.write(file, "not kept yet");
        assertEquals(Optional.of("c"), versions.previous().map(FileIo::read));
    }

    @Test
    void going_back_twice_goes_back_two_versions() {
        for (var text : List.of("a", "b", "c")) {
            FileIo.write(file, text);
            versions.keep();
        }

        versions.bringBack(versions.previous().orElseThrow());
        assertEquals("b", FileIo.read(file));
        versions.bringBack(versions.previous().orElseThrow());
        assertEquals("a", FileIo.read(file));
        assertEquals(Optional.empty(), versions.previous());
        assertEquals(versions.all().getFirst(), versions.current().orElseThrow());
        assertEquals(3, versions.all().size());
    }

    @Test
    void what_was_brought_back_and_edited_is_the_version_before() {
        for (var text : List.of("a", "b", "c")) {
            FileIo.write(file, text);
            versions.keep();
        }
        versions.bringBack(versions.all().getFirst());
        FileIo.write(file, "d");
        versions.keep();

        assertEquals(Optional.of("a"), versions.previous().map(FileIo::read));
        assertEquals(
                List.of("a", "b", "c", "a", "d"),
                versions.all().stream().map(FileIo::read).toList());
    }

    @Test
    void what_was_brought_back_and_replaced_is_the_version_before() {
        for (var text : List.of("a", "b", "c")) {
            FileIo.write(file, text);
            versions.keep();
        }
        versions.bringBack(versions.all().getFirst());
        versions.replaceWith("starter".getBytes(UTF_8));

        assertEquals(Optional.of("a"), versions.previous().map(FileIo::read));
    }

    @Test
    void points_belong_to_the_version_that_was_checked() {
        FileIo.write(file, "a");
        versions.keep();
        versions.note(3, 8);
        FileIo.write(file, "b");
        versions.keep();
        versions.note(8, 8);
        FileIo.write(file, "not kept");
        versions.note(1, 8);

        assertEquals(
                List.of("3/8", "8/8"),
                versions.all().stream().map(v -> versions.pointsOf(v).orElseThrow()).toList());
        assertEquals(Optional.empty(), versions.current());
    }

    @Test
    void bytes_of_any_encoding_are_kept_as_they_are() {
        var strange = new byte[] {(byte) 0xff, 0, 'x', '\r', '\n'};
        FileIo.write(file, strange);
        versions.replaceWith("starter".getBytes(UTF_8));

        assertArrayEquals(strange, FileIo.bytes(versions.previous().orElseThrow()));
    }
}
