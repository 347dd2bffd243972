package loopback.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;

/// Every version of a learner's file that was checked or replaced, in `.course/versions`.
///
/// Each is named for the moment in which it was kept, in UTC: a journey or the end of summer time
/// does not change their order. Names without a `Z` are of local time, from before.
final class Versions {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Course course;
    private final Path folder;
    private final Path file;

    Versions(Course course, Exercise exercise) {
        this.course = course;
        folder = exercise.folder(course.progress().resolve("versions"));
        file = exercise.source(course.starters());
    }

    /// The kept versions, oldest first.
    List<Path> all() {
        var versions =
                loopback.course.Files.list(folder).stream()
                        .filter(path -> path.toString().endsWith(".java"))
                        .toList();
        return versions.stream().allMatch(path -> path.toString().endsWith("Z.java"))
                ? versions
                : versions.stream().sorted(Comparator.comparing(Versions::time)).toList();
    }

    /// Keeps what the file holds now, unless it is what was kept last.
    void keep() {
        if (Files.exists(file)) {
            Turn.take(
                    course,
                    () -> {
                        keep(loopback.course.Files.bytes(file));
                        return true;
                    });
        }
    }

    private void keep(byte[] now) {
        var versions = all();
        if (!versions.isEmpty() && holds(versions.getLast(), now)) {
            return;
        }
        var time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var last = versions.isEmpty() ? Instant.EPOCH : time(versions.getLast());
        if (!time.isAfter(last)) { // Within a millisecond, or the clock was set back.
            time = last.plusMillis(1);
        }
        loopback.course.Files.write(folder.resolve(STAMP.format(time) + ".java"), now);
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

    /// When a version was kept, in local time, as a person reads it.
    static String when(Path version) {
        return SHOWN.withZone(ZoneId.systemDefault()).format(time(version));
    }

    /// Files that were put there by hand come first.
    private static Instant time(Path version) {
        var stamp = version.getFileName().toString().replaceAll("\\.java$", "");
        try {
            return stamp.endsWith("Z")
                    ? Instant.from(STAMP.parse(stamp))
                    : LocalDateTime.parse(stamp, LOCAL).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
