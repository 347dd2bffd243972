package loopback.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;

/// Every version of a learner's file that was checked or replaced, in `.course/versions`.
final class Versions {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS");

    private final Path folder;
    private final Path file;

    Versions(Course course, Exercise exercise) {
        folder = exercise.folder(course.progress().resolve("versions"));
        file = exercise.source(course.starters());
    }

    /// The kept versions, oldest first.
    List<Path> all() {
        return loopback.course.Files.list(folder).stream()
                .filter(path -> path.toString().endsWith(".java"))
                .toList();
    }

    /// Keeps what the file holds now, unless it is what was kept last.
    void keep() {
        if (!Files.exists(file)) {
            return;
        }
        var now = loopback.course.Files.bytes(file);
        var versions = all();
        if (!versions.isEmpty() && holds(versions.getLast(), now)) {
            return;
        }
        Path kept;
        do {
            kept = folder.resolve(LocalDateTime.now().format(STAMP) + ".java");
        } while (Files.exists(kept)); // Until the next millisecond: names are in order of time.
        loopback.course.Files.write(kept, now);
    }

    private static boolean holds(Path version, byte[] bytes) {
        return Arrays.equals(loopback.course.Files.bytes(version), bytes);
    }

    /// Puts a text in the file's place, after keeping what is there.
    void replaceWith(byte[] text) {
        keep();
        loopback.course.Files.write(file, text);
    }

    /// The newest version that differs from what the file holds.
    Optional<Path> previous() {
        var now = Files.exists(file) ? loopback.course.Files.bytes(file) : new byte[0];
        return all().reversed().stream().filter(version -> !holds(version, now)).findFirst();
    }
}
