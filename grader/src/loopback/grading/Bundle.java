package loopback.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Starters;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Files of the course that go out together, ready to run without Maven: the launcher finds the
/// command built, and a book that was made before.
final class Bundle {

    /// The files, read into memory until they are written.
    @FunctionalInterface
    private interface Content {
        byte[] bytes();
    }

    private final Course course;
    private final UnaryOperator<String> texts;
    private final Map<String, Content> files = new TreeMap<>();

    /// @param texts what becomes of a text in AsciiDoc on its way
    Bundle(Course course, UnaryOperator<String> texts) {
        this.course = course;
        this.texts = texts;
    }

    /// The launcher, and what it starts.
    void addCommand() {
        for (var name : List.of("course", "course.cmd", "LICENSE")) {
            addIfThere(name);
        }
        addAll(course.kit());
        addAll(course.programs().resolve("kit"));
        addAll(course.specifications().resolve("META-INF"));
        addIfThere("exercises/test/junit-platform.properties");
        for (var name : List.of("grader.jar", "java.options", "kit.jar", "kit.sha256")) {
            add(course.built().resolve(name));
        }
        addAll(course.built().resolve("lib"));
        addAll(course.built().resolve("bench"));
        addAll(course.built().resolve("jbang"));
    }

    /// An exercise as nobody has begun it, with its specification, and the script that runs it.
    void add(Exercise exercise) {
        var starter = Starters.of(course, exercise);
        add("exercises/src/" + exercise + ".java", starter);
        // For ./course reset.
        add(".course/starters/" + exercise + ".java", starter);
        add(course.specification(exercise));
        addIfThere("exercises/try/" + exercise + ".java");
    }

    void add(String name, String text) {
        files.put(name, () -> text.getBytes(UTF_8));
    }

    void add(Path file) {
        var name = course.root().relativize(file).toString().replace('\\', '/');
        files.put(
                name,
                name.endsWith(".adoc")
                        ? () -> text(name, FileIo.read(file))
                        : () -> FileIo.bytes(file));
    }

    /// Texts refer to other texts, which may not be part of the bundle.
    private byte[] text(String name, String text) {
        return CrossReferences.within(texts.apply(text), name, files.keySet()).getBytes(UTF_8);
    }

    void addIfThere(String name) {
        if (Files.exists(course.root().resolve(name))) {
            add(course.root().resolve(name));
        }
    }

    void addAll(Path folder) {
        addAll(folder, _ -> true);
    }

    void addAll(Path folder, Predicate<Path> which) {
        FileIo.walk(folder).stream().filter(which).forEach(this::add);
    }

    /// Adds everything in a folder, whose files may be gone when the bundle is written.
    void addBook(Path folder) {
        for (var file : FileIo.walk(folder)) {
            var name = folder.relativize(file).toString().replace('\\', '/');
            var bytes = FileIo.bytes(file);
            files.put(Handout.BOOK + "/" + name, () -> bytes);
        }
    }

    /// How many files there are.
    int size() {
        return files.size();
    }

    /// Writes everything whole or not at all: into an archive if the name ends in `.zip`, else into
    /// a folder that is not there yet.
    void write(Path to) {
        var target = to.toAbsolutePath();
        if (Files.exists(target)) {
            throw new CourseException(
                    to + " exists already: delete it, or name another place with --out");
        }
        var name = target.getFileName().toString();
        var making = target.resolveSibling("." + name + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(target.getParent());
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                zip(making, name.substring(0, name.length() - ".zip".length()));
            } else {
                unpack(making);
            }
            Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CourseException.ofMachine(to + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void zip(Path file, String top) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            for (var each : files.entrySet()) {
                var entry = new ZipArchiveEntry(top + "/" + each.getKey());
                entry.setUnixMode(isProgram(each.getKey()) ? 0100755 : 0100644);
                zip.putArchiveEntry(entry);
                zip.write(each.getValue().bytes());
                zip.closeArchiveEntry();
            }
        }
    }

    private void unpack(Path folder) throws IOException {
        for (var each : files.entrySet()) {
            var file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue().bytes());
            if (isProgram(each.getKey())
                    && Files.getFileStore(file).supportsFileAttributeView("posix")) {
                var permissions = Files.getPosixFilePermissions(file);
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }

    private static boolean isProgram(String name) {
        return name.equals("course");
    }
}
