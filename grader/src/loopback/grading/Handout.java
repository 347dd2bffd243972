package loopback.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Lesson;
import loopback.engine.Starters;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// What learners get: the lessons of an assignment with their scripts, starters and specifications,
/// and the command, built. Nothing else of the course, and above all nothing that solves anything.
public final class Handout {

    /// What is read, and kept in memory until it is written.
    @FunctionalInterface
    private interface Content {
        byte[] bytes();
    }

    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm (VV)", Locale.ENGLISH);

    private final Course course;
    private final Assignment assignment;
    private final Map<String, Content> files = new TreeMap<>();

    public Handout(Course course, Assignment assignment) {
        this.course = course;
        this.assignment = assignment;
        for (var name : List.of("course", "course.cmd", "LICENSE")) {
            addIfThere(name);
        }
        files.put("README.adoc", () -> readme().getBytes(UTF_8));
        for (var lesson : lessons()) {
            addAll(lesson.folder());
            lesson.exercises().forEach(this::add);
        }
        addAll(course.kit());
        addAll(course.specifications().resolve("META-INF"));
        addIfThere("exercises/test/junit-platform.properties");
        for (var name : List.of("grader.jar", "kit.jar", "kit.sha256")) {
            add(course.built().resolve(name));
        }
        addAll(course.built().resolve("lib"));
        addAll(course.built().resolve("bench"));
        addAll(course.built().resolve("jbang"));
    }

    private List<Lesson> lessons() {
        return course.lessons().stream()
                .filter(lesson ->
                        lesson.exercises().stream().anyMatch(assignment.points()::containsKey))
                .toList();
    }

    private void add(Exercise exercise) {
        var starter = Starters.of(course, exercise).getBytes(UTF_8);
        files.put("exercises/src/" + exercise + ".java", () -> starter);
        // For ./course reset.
        files.put(".course/starters/" + exercise + ".java", () -> starter);
        add(course.specification(exercise));
    }

    private void add(Path file) {
        var name = course.root().relativize(file).toString().replace('\\', '/');
        files.put(
                name,
                name.endsWith(".adoc")
                        ? () -> withoutDangling(name, loopback.course.Files.read(file))
                        : () -> loopback.course.Files.bytes(file));
    }

    /// Lessons refer to others, which may not be handed out.
    private byte[] withoutDangling(String name, String text) {
        return CrossReferences.within(text, name, files.keySet()).getBytes(UTF_8);
    }

    private void addIfThere(String name) {
        if (Files.exists(course.root().resolve(name))) {
            add(course.root().resolve(name));
        }
    }

    private void addAll(Path folder) {
        loopback.course.Files.walk(folder).forEach(this::add);
    }

    /// How many files there are.
    public int size() {
        return files.size();
    }

    /// Writes everything whole or not at all: into an archive if the name ends in `.zip`, else into
    /// a folder that is not there yet.
    public void write(Path to) {
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

    private String readme() {
        var exercises =
                assignment.points().entrySet().stream()
                        .map(each -> "| `" + each.getKey() + "` | " + points(each.getValue()))
                        .collect(Collectors.joining("\n"));
        var lessons =
                lessons().stream()
                        .map(lesson ->
                                "* link:lessons/"
                                        + lesson.folder().getFileName()
                                        + "/README.adoc["
                                        + lesson.title()
                                        + "]")
                        .collect(Collectors.joining("\n"));
        return """
        = %s

        Due: %s.

        [cols="3,1"]
        |===
        | exercise | points

        %s
        |===

        == How to go about it

        You need a JDK 25 or newer, and nothing else.

        [source,console]
        ----
        $ ./course
        ----

        It says where you are and what comes next; on Windows it is `course.cmd`.
        Read the lesson, run its scripts, edit the file of an exercise below `exercises/src`, and check it:

        [source,console]
        ----
        $ ./course check %s
        ----

        What you hand in is the folder `exercises/src`, as a zip archive.

        == Lessons

        %s
        """
                .formatted(
                        assignment.title(),
                        DUE.format(assignment.due()),
                        exercises,
                        assignment.exercises().getFirst().name(),
                        lessons);
    }

    private static String points(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    }
}
