package loopback.engine.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;

/// What was compiled for the exercises, each until one of its sources changes: one archive per
/// exercise, named for these sources.
///
/// What cannot be kept, on a full disk or in a checkout that is read only, is compiled again.
public record CompiledClasses(Path folder) {

    public static CompiledClasses ofSpecifications(Course course) {
        return new CompiledClasses(course.built().resolve("specifications"));
    }

    public static CompiledClasses ofSubmissions(Course course) {
        return new CompiledClasses(course.built().resolve("submissions"));
    }

    /// The classes that were made of these texts by this JDK, by name; none if they are not kept.
    public Map<String, byte[]> of(Exercise exercise, List<String> texts) {
        var file = file(exercise, texts);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return unzip(Files.readAllBytes(file));
        } catch (IOException e) { // Damaged, or another check has just deleted it.
            return Map.of();
        }
    }

    /// Keeps the classes that were made of these texts, in place of those of earlier ones.
    public void keep(Exercise exercise, List<String> texts, Map<String, byte[]> classes) {
        if (!Files.isWritable(folder.getParent())) {
            return;
        }
        var file = file(exercise, texts);
        for (var old : FileIo.list(folder)) {
            if (old.getFileName().toString().startsWith(exercise.className() + "-")) {
                deleteQuietly(old);
            }
        }
        try {
            FileIo.write(file, zip(classes));
        } catch (CourseException e) {
            // A full disk.
        }
    }

    /// Puts this cache in front of a compiler.
    public Compiler before(Compiler compiler) {
        return submission -> {
            var texts = submission.texts();
            var kept = of(submission.exercise(), texts);
            if (!kept.isEmpty()) {
                return new Compilation(kept, List.of());
            }
            var compilation = compiler.compile(submission);
            if (compilation.succeeded()) {
                keep(submission.exercise(), texts, compilation.classes());
            }
            return compilation;
        };
    }

    /// Deletes everything that is kept.
    public void clear() {
        FileIo.list(folder).forEach(CompiledClasses::deleteQuietly);
    }

    private Path file(Exercise exercise, List<String> texts) {
        var key = Hash.of(Runtime.version().toString(), Hash.of(texts)).substring(0, 16);
        return folder.resolve(exercise.className() + "-" + key + ".zip");
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Another check is reading it; a later one deletes it.
        }
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
