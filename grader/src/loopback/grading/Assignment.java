package loopback.grading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;

/// What is handed out and marked: a small TOML file, `grader/assignment.toml` is an example.
///
/// @param due when it has to be there, in the zone that the file names
/// @param points what each exercise is worth, in the order of the file
/// @param hidden a folder of specifications that learners do not have, laid out like
///     `exercises/test`
/// @param showHidden whether learners may see what a hidden step expected
/// @param attemptsToKeep how many earlier marks of a learner are kept
/// @param seed what chance begins with in every specification
/// @param hash of the file
public record Assignment(
        Path file,
        String title,
        ZonedDateTime due,
        LatePolicy late,
        Map<Exercise, Double> points,
        Optional<Path> hidden,
        boolean showHidden,
        int attemptsToKeep,
        long seed,
        String hash) {

    private static final Set<String> KEYS =
            Set.of(
                    "title",
                    "due",
                    "zone",
                    "hidden",
                    "show_hidden",
                    "attempts_to_keep",
                    "seed",
                    "late",
                    "exercises");

    private static final int KEPT = 10;

    /// Reads an assignment of that course.
    public static Assignment read(Path file, Course course) {
        var toml = Toml.read(file);
        toml.requireOnly(KEYS);
        var title = toml.text("title");
        if (title.isBlank()) {
            throw toml.wrong("title", "is empty: say what the learners know it by");
        }
        var zone = toml.optionalText("zone").map(name -> zone(toml, name));
        var hash = Hash.of(FileIo.read(file));
        var points = points(toml, course);
        var hidden = toml.optionalText("hidden").map(name -> folder(toml, file, name));
        hidden.ifPresent(folder -> requireOfThese(toml, folder, points.keySet()));
        return new Assignment(
                file,
                title,
                toml.time("due", zone),
                LatePolicy.read(toml),
                points,
                hidden,
                toml.flag("show_hidden", false),
                (int) toml.number("attempts_to_keep", KEPT, 0, 1_000),
                (long) toml.number("seed", seedOf(hash), 0, Integer.MAX_VALUE),
                hash);
    }

    public List<Exercise> exercises() {
        return List.copyOf(points.keySet());
    }

    /// The packages that submissions may consist of.
    public Set<String> packages() {
        return points.keySet().stream().map(Exercise::packageName).collect(Collectors.toSet());
    }

    public double maxPoints() {
        return points.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static long seedOf(String hash) {
        return Long.parseLong(hash.substring(0, 7), 16);
    }

    private static ZoneId zone(Toml toml, String name) {
        try {
            return ZoneId.of(name);
        } catch (java.time.DateTimeException e) {
            throw toml.wrong("zone", "is \"" + name + "\": write a name such as \"Europe/Berlin\"");
        }
    }

    private static Path folder(Toml toml, Path file, String name) {
        var folder = file.toAbsolutePath().resolveSibling(name).normalize();
        if (!Files.isDirectory(folder)) {
            throw toml.wrong(
                    "hidden",
                    "is \""
                            + name
                            + "\", and "
                            + folder
                            + " is not a folder: make it, or leave the key out");
        }
        return folder;
    }

    /// Refuses a file that would silently be without effect.
    private static void requireOfThese(Toml toml, Path folder, Set<Exercise> exercises) {
        var known =
                exercises.stream()
                        .map(each -> each.packageName() + "/" + each.name() + "Test.java")
                        .collect(Collectors.toSet());
        for (var each : FileIo.walk(folder)) {
            var name = folder.relativize(each).toString().replace('\\', '/');
            if (name.endsWith(".java") && !known.contains(name)) {
                throw toml.wrong(
                        "hidden",
                        "has "
                                + name
                                + ", which specifies no exercise of this assignment: name it as"
                                + " the specification in exercises/test is named");
            }
        }
    }

    private static Map<Exercise, Double> points(Toml toml, Course course) {
        var exercises = toml.table("exercises");
        var points = new LinkedHashMap<Exercise, Double>();
        for (var name : exercises.keys()) {
            double worth = exercises.number(name, 0, 0, 100_000);
            var found = found(exercises, course, name);
            if (points.put(found, worth) != null) {
                throw exercises.wrong(name, "names an exercise again: give it points once");
            }
        }
        if (points.values().stream().mapToDouble(Double::doubleValue).sum() == 0) {
            throw toml.wrong(
                    "exercises", "gives no points: write lines such as \"tcp/EchoOnce\" = 10");
        }
        return points;
    }

    private static Exercise found(Toml exercises, Course course, String name) {
        try {
            var found = course.find(name);
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw exercises.wrong(
                    name,
                    "names "
                            + found.size()
                            + " exercises: give points to one each, as \""
                            + found.getFirst()
                            + "\"");
        } catch (CourseException e) {
            if (e.getMessage().startsWith(exercises.file().toString())) {
                throw e;
            }
            throw exercises.wrong(name, "is no exercise: " + e.getMessage());
        }
    }
}
