package loopback.progress;

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
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;

/// Every version of a learner's file that was checked or replaced, in `.course/versions`.
///
/// Beside a version that was checked stand its points, in a file of the same name that ends with
/// `.points`. The file `shown` names the version that was brought back last: going back goes on from
/// there.
///
/// Each is named for the moment in which it was kept, in UTC: a journey or the end of summer time
/// does not change their order. Names without a `Z` are of local time, from before.
public final class FileVersions {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Course course;
    private final Path folder;
    private final Path file;

    public FileVersions(Course course, Exercise exercise) {
        this.course = course;
        folder = exercise.folder(course.progress().resolve("versions"));
        file = exercise.source(course.starters());
    }

    /// The kept versions, oldest first.
    public List<Path> all() {
        var versions =
                FileIo.list(folder).stream()
                        .filter(path -> path.toString().endsWith(".java"))
                        .toList();
        return versions.stream().allMatch(path -> path.toString().endsWith("Z.java"))
                ? versions
                : versions.stream().sorted(Comparator.comparing(FileVersions::time)).toList();
    }

    /// Keeps what the file holds now, unless it is the current version.
    public void keep() {
        if (Files.exists(file)) {
            ProgressLock.take(
                    course,
                    () -> {
                        if (current().isEmpty()) {
                            keepAnew();
                        }
                        return true;
                    });
        }
    }

    private void keepAnew() {
        broughtBackIsTheNewest();
        append(now());
    }

    /// What was brought back and is now edited or replaced is the version before that: it is kept
    /// once more.
    private void broughtBackIsTheNewest() {
        broughtBack().map(FileIo::bytes).ifPresent(this::append);
        FileIo.delete(shown());
    }

    private void append(byte[] now) {
        var versions = all();
        if (!versions.isEmpty() && holds(versions.getLast(), now)) {
            return;
        }
        var time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var last = versions.isEmpty() ? Instant.EPOCH : time(versions.getLast());
        if (!time.isAfter(last)) { // Within a millisecond, or the clock was set back.
            time = last.plusMillis(1);
        }
        FileIo.write(folder.resolve(STAMP.format(time) + ".java"), now);
    }

    private static boolean holds(Path version, byte[] bytes) {
        return Arrays.equals(FileIo.bytes(version), bytes);
    }

    /// Puts a text in the file's place, after keeping what is there.
    public void replaceWith(byte[] text) {
        keep();
        broughtBackIsTheNewest();
        FileIo.write(file, text);
    }

    /// Puts a version in the file's place, after keeping what is there.
    public void bringBack(Path version) {
        var text = FileIo.bytes(version);
        keep();
        FileIo.write(shown(), version.getFileName().toString());
        FileIo.write(file, text);
    }

    /// The newest version before the current one that differs from what the file holds.
    public Optional<Path> previous() {
        var all = all();
        int end = current().map(all::indexOf).orElse(all.size());
        var now = now();
        return all.subList(0, end).reversed().stream()
                .filter(version -> !holds(version, now))
                .findFirst();
    }

    /// The version that the file holds now: the one that was brought back last, or the newest.
    public Optional<Path> current() {
        var all = all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var now = now();
        return Stream.of(broughtBack(), Optional.of(all.getLast()))
                .flatMap(Optional::stream)
                .filter(version -> holds(version, now))
                .findFirst();
    }

    private Optional<Path> broughtBack() {
        return Files.exists(shown())
                ? Optional.of(folder.resolve(FileIo.readLeniently(shown()).strip()))
                        .filter(Files::isRegularFile)
                : Optional.empty();
    }

    private Path shown() {
        return folder.resolve("shown");
    }

    private byte[] now() {
        return Files.exists(file) ? FileIo.bytes(file) : new byte[0];
    }

    /// Notes what a check of the current version gave.
    public void note(int points, int maxPoints) {
        current().ifPresent(version -> FileIo.write(points(version), points + "/" + maxPoints));
    }

    /// What the last check of a version gave, such as `7/8`; empty if it was not checked.
    public Optional<String> pointsOf(Path version) {
        return Files.exists(points(version))
                ? Optional.of(FileIo.readLeniently(points(version)).strip())
                : Optional.empty();
    }

    private static Path points(Path version) {
        var name = version.getFileName().toString().replaceAll("\\.java$", ".points");
        return version.resolveSibling(name);
    }

    /// When a version was kept, in local time, as a person reads it.
    public static String when(Path version) {
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
