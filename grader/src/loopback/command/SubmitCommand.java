package loopback.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.SourceText;
import loopback.course.Starters;
import loopback.grading.Assignment;
import loopback.grading.Handout;
import loopback.intake.Download;
import loopback.intake.Student;
import loopback.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Packs what counts, and nothing else, so that what is graded is what was checked here.
@Command(
        name = "submit",
        description = "Makes the file that you hand in.",
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "ASSIGNMENT",
            description = "The assignment; what was handed out knows its own.")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "ZIP",
            description = "Where it goes; by default here, named for the assignment.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var course = parent.course();
        var assignment = Assignment.read(assignment(course), course);
        var sources = sources(course, assignment);
        if (sources.isEmpty()) {
            throw new CourseException("there is nothing to hand in: no exercise has a file");
        }
        var target = Optional.ofNullable(out).orElseGet(() -> Path.of(name(assignment.title())));
        FileIo.write(target, zip(sources));
        requireSame(course, target, assignment, sources);
        print(parent.terminal(), course, assignment, sources);
        parent.terminal().print("Hand in " + target.toAbsolutePath().normalize());
        return ExitStatus.FULL_MARKS;
    }

    private Path assignment(Course course) {
        var own = course.root().resolve(Handout.ASSIGNMENT);
        if (file == null && !Files.exists(own)) {
            throw new CourseException(
                    "name the assignment, as ./course submit assignment.toml: this course was not"
                            + " handed out with one");
        }
        return file == null ? own : file;
    }

    /// A file name of letters, digits and hyphens, which every system accepts.
    private static String name(String title) {
        var plain =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "submission" : plain) + ".zip";
    }

    /// The bytes of each file by its path in the archive: the exercises that count, and what lies
    /// beside them and is no exercise.
    private static Map<String, byte[]> sources(Course course, Assignment assignment) {
        var sources = new TreeMap<String, byte[]>();
        var all = course.exercises();
        for (var name : assignment.packages()) {
            for (var file : FileIo.list(course.starters().resolve(name))) {
                var own = file.getFileName().toString();
                if (own.endsWith(".java") && Files.isRegularFile(file)) {
                    var exercise = new Exercise(name, own.substring(0, own.length() - 5));
                    if (assignment.exercises().contains(exercise) || !all.contains(exercise)) {
                        sources.put(name + "/" + own, FileIo.bytes(file));
                    }
                }
            }
        }
        return sources;
    }

    private static byte[] zip(Map<String, byte[]> sources) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var each : sources.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /// Reads the archive as grading will: a local verdict is to be the graded one.
    private static void requireSame(
            Course course, Path archive, Assignment assignment, Map<String, byte[]> sources) {
        var taken =
                Download.single(archive, new Student("me", "", ""), Optional.empty())
                        .sources(assignment.exercises())
                        .files();
        for (var exercise : assignment.exercises()) {
            var path = exercise + ".java";
            if (sources.containsKey(path)) {
                var here = SourceText.of(path, sources.get(path)).text();
                if (!here.equals(taken.get(path))) {
                    throw new CourseException(
                            course.root().relativize(exercise.source(course.starters()))
                                    + " would be graded as another text than it is checked here:"
                                    + " look at its package line");
                }
            }
        }
    }

    private static void print(
            Terminal terminal, Course course, Assignment assignment, Map<String, byte[]> sources) {
        var open = new ArrayList<String>();
        for (var path : sources.keySet()) {
            terminal.print("   " + path);
        }
        for (var exercise : assignment.exercises()) {
            var source = sources.get(exercise + ".java");
            if (source == null) {
                open.add(exercise.name() + " has no file");
            } else if (isUntouched(course, exercise, source)) {
                open.add(exercise.name() + " was not begun");
            }
        }
        open.forEach(each -> terminal.print("   " + terminal.bad(each)));
        terminal.print("");
    }

    private static boolean isUntouched(Course course, Exercise exercise, byte[] source) {
        try {
            var text = SourceText.of(exercise.id(), source).text();
            return text.strip().equals(Starters.of(course, exercise).strip());
        } catch (CourseException e) {
            return false; // Its starter was never seen here.
        }
    }
}
