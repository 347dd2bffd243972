package loopback.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loopback.course.CourseException;

/// A folder or an archive, as a list of its entries. Nothing is followed and nothing is run.
record Container(List<Entry> entries) {

    /// Reads what lies there, whether it is a folder or an archive.
    static Container of(Path file, Budget budget) {
        if (Files.isDirectory(file)) {
            return new Container(walk(file, budget));
        }
        if (!Files.exists(file)) {
            throw new CourseException(
                    file + " does not exist: name the folder or archive of the submissions");
        }
        return Archives.of(file, budget)
                .orElseThrow(() ->
                        new CourseException(
                                file + " is neither a folder nor a zip or tar.gz archive"));
    }

    /// The entries of an archive. One for the folder itself says nothing.
    static Container of(List<Entry> entries) {
        return new Container(entries.stream().filter(each -> !each.path().isEmpty()).toList());
    }

    /// A name as file systems that do not tell letters apart would compare it.
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static List<Entry> walk(Path folder, Budget budget) {
        var entries = new ArrayList<Entry>();
        try (var files = Files.walk(folder)) {
            for (var each : (Iterable<Path>) files.sorted()::iterator) {
                if (!each.equals(folder)) {
                    budget.entries(1);
                    entries.add(entry(folder, each));
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CourseException(folder + " cannot be read: " + e.getMessage(), e);
        }
        return entries;
    }

    private static Entry entry(Path folder, Path file) throws IOException {
        var about =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var kind =
                about.isSymbolicLink()
                        ? Entry.Kind.LINK
                        : about.isDirectory()
                                ? Entry.Kind.FOLDER
                                : about.isRegularFile() ? Entry.Kind.FILE : Entry.Kind.DEVICE;
        var name = folder.relativize(file).toString().replace('\\', '/');
        return new Entry(
                name,
                kind,
                -1,
                limit -> {
                    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                        return in.readNBytes(limit + 1);
                    }
                });
    }
}
