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

/// The marks that were replaced: `earlier/1` are the oldest.
final class Earlier {

    private final Results results;
    private final int kept;
    private Optional<Path> current = Optional.empty();

    Earlier(Results results, int kept) {
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
                        loopback.course.Files.list(folder()).stream()
                                .filter(each -> each.getFileName().toString().matches("\\d{1,9}"))
                                .toList());
        folders.sort(Comparator.comparingInt(Earlier::number).reversed());
        return folders;
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString());
    }

    /// The marks that the next ones of that student replace.
    Optional<Marks> marksOf(Student student) {
        return results.read(student)
                .or(() ->
                        all().stream()
                                .flatMap(each -> new Results(each).read(student).stream())
                                .findFirst());
    }

    /// Puts all marks away, to give new ones.
    void keepAll() {
        var marks = results.folder().resolve("marks");
        for (var file : loopback.course.Files.list(marks)) {
            move(file, next().resolve("marks").resolve(file.getFileName()));
        }
        var grading = results.folder().resolve("grading.json");
        if (Files.exists(grading)) {
            move(grading, next().resolve("grading.json"));
        }
        current = Optional.empty();
        prune();
    }

    /// Puts the marks away that these replace, if they are others.
    synchronized void keep(Marks marks) {
        var before = results.read(marks.student());
        if (before.isPresent() && !before.get().hash().equals(marks.hash())) {
            var file = results.marksOf(marks.student());
            move(file, next().resolve("marks").resolve(file.getFileName()));
            prune();
        }
    }

    /// The earlier marks, where new ones could not be given.
    static Marks withFault(Marks before, String reason) {
        var incidents = new ArrayList<>(before.incidents());
        incidents.add("grading it again failed, these are the earlier marks: " + reason);
        return new Marks(
                before.student(),
                before.submission(),
                before.hash(),
                before.outcome(),
                before.reason(),
                before.submitted(),
                before.lateness(),
                before.exercises(),
                before.repairs(),
                incidents,
                before.time());
    }

    private Path next() {
        if (current.isEmpty()) {
            int number = all().stream().mapToInt(Earlier::number).max().orElse(0) + 1;
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
            for (var file : loopback.course.Files.walk(old)) {
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
            // It is there once more than it has to be.
        }
    }
}
