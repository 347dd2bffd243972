package loopback.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;

/// A table in `solutions/measured` of what no build measures itself, as it takes too long: a head,
/// then a line for each exercise with numbers, and last the version that was measured.
public record MeasuredTable(Path file, String head) {

    /// What `./course prove --record` has counted under stress: checks, and failures among them.
    public static MeasuredTable underStress(Course course) {
        return new MeasuredTable(
                folder(course).resolve("stress.csv"), "exercise,checks,failures,version");
    }

    /// What the run of mutants has counted: mutants, those killed, and those recorded as equivalent.
    public static MeasuredTable mutants(Course course) {
        return new MeasuredTable(
                folder(course).resolve("mutation.csv"),
                "exercise,mutants,killed,equivalent,version");
    }

    private static Path folder(Course course) {
        return course.root().resolve("solutions/measured");
    }

    /// What was measured of an exercise.
    ///
    /// @param current whether specification and reference have not changed since
    public record Row(List<Integer> numbers, boolean current) {}

    /// What was measured of an exercise, if anything was.
    public Optional<Row> of(Course course, Exercise exercise) {
        return Optional.ofNullable(lines().get(exercise.id()))
                .map(line -> line.split(","))
                .map(cells ->
                        new Row(
                                List.of(cells).subList(1, cells.length - 1).stream()
                                        .map(Integer::valueOf)
                                        .toList(),
                                cells[cells.length - 1].equals(version(course, exercise))));
    }

    /// Writes down what was measured of an exercise in place of what was measured before.
    void record(Course course, Exercise exercise, int... numbers) {
        var lines = lines();
        var line = new StringBuilder(exercise.id());
        for (int number : numbers) {
            line.append(',').append(number);
        }
        lines.put(exercise.id(), line.append(',').append(version(course, exercise)).toString());
        FileIo.write(file, head + "\n" + String.join("\n", lines.values()) + "\n");
    }

    private TreeMap<String, String> lines() {
        var lines = new TreeMap<String, String>();
        if (Files.exists(file)) {
            FileIo.lines(file).stream()
                    .skip(1)
                    .forEach(line -> lines.put(line.substring(0, line.indexOf(',')), line));
        }
        return lines;
    }

    /// The first digits of the SHA-256 of specification and reference.
    private static String version(Course course, Exercise exercise) {
        return Hash.of(
                        FileIo.read(course.specification(exercise)),
                        FileIo.read(exercise.source(course.references())))
                .substring(0, 12);
    }
}
