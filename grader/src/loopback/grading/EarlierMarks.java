package loopback.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.intake.Student;

/// The marks that were replaced: `earlier/1` are the oldest.
final class EarlierMarks {

    private final Results results;
    private final int kept;
    private Optional<Path> current = Optional.empty();

    EarlierMarks(Results results, int kept) {
        this.results = results;
        this.kept = kept;
    }

    private Path folder() {
        return results.folder().resolve("earlier");
    }

    /// The folders of earlier marks, the newest first.
    private List<Path> all() {
        var folders =
                new ArrayList<>(
                        FileIo.list(folder()).stream()
                                .filter(each -> each.getFileName().toString().matches("\\d{1,9}"))
                                .toList());
        folders.sort(Comparator.comparingInt(EarlierMarks::number).reversed());
        return folders;
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString());
    }

    /// The marks that the next ones of that student replace.
    Optional<Marks> marksOf(Student student) {
        return readable(results, student)
                .or(() ->
                        all().stream()
                                .flatMap(each -> readable(new Results(each), student).stream())
                                .findFirst());
    }

    /// The marks; none if they are damaged, which must not stop the grading of others.
    private static Optional<Marks> readable(Results results, Student student) {
        try {
            return results.read(student);
        } catch (CourseException e) {
            return Optional.empty();
        }
    }

    /// Puts all marks away, to give new ones.
    void keepAll() {
        var marks = results.folder().resolve("marks");
        for (var file : FileIo.list(marks)) {
            move(file, next().resolve("marks").resolve(file.getFileName()));
        }
        var grading = results.folder().resolve("grading.json");
        if (Files.exists(grading)) {
            move(grading, next().resolve("grading.json"));
        }
        current = Optional.empty();
        prune();
    }

    /// Puts the marks away that these replace, if they are others or are damaged.
    synchronized void keep(Marks marks) {
        var file = results.marksOf(marks.student());
        boolean isSame =
                readable(results, marks.student())
                        .filter(before -> before.hash().equals(marks.hash()))
                        .isPresent();
        if (Files.exists(file) && !isSame) {
            move(file, next().resolve("marks").resolve(file.getFileName()));
            prune();
        }
    }

    /// The earlier marks, where new ones could not be given.
    static Marks withFault(Marks before, String reason) {
        return before.noted("grading it again failed, these are the earlier marks: " + reason);
    }

    private Path next() {
        if (current.isEmpty()) {
            int number = all().stream().mapToInt(EarlierMarks::number).max().orElse(0) + 1;
            current = Optional.of(folder().resolve(Integer.toString(number)));
        }
        return current.get();
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    from + " cannot be kept as " + to + ": " + e.getMessage(), e);
        }
    }

    private void prune() {
        for (var old : all().stream().skip(kept).toList()) {
            for (var file : FileIo.walk(old)) {
                delete(file);
            }
            delete(old.resolve("marks"));
            delete(old);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // One old copy too many does no harm.
        }
    }
}
