package loopback.similar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Files;
import loopback.engine.Starters;
import loopback.intake.Handed;
import loopback.intake.RefusedException;

/// The sources of a class, laid out for the program that compares them: a folder per student, and
/// one of what the starters give to everybody.
///
/// @param compared the SHA-256 of the sources of each student who is there
/// @param leftOut whose submission was refused, and why
public record Comparison(Path folder, Map<String, String> compared, Map<String, String> leftOut) {

    /// What the program writes.
    private record Found(
            String found, Map<String, String> leftOut, List<Similarities.Pair> pairs) {}

    /// Lays out what was handed in, below a folder that is empty.
    public static Comparison of(
            Course course, List<Exercise> exercises, List<Handed> handed, Path folder) {
        var comparison = new Comparison(folder, new TreeMap<>(), new TreeMap<>());
        handed.forEach(each -> comparison.add(each, exercises));
        if (comparison.compared.size() < 2) {
            throw new CourseException(
                    "there is nothing to compare: of "
                            + handed.size()
                            + (handed.size() == 1 ? " submission, " : " submissions, ")
                            + comparison.compared.size()
                            + " can be taken");
        }
        for (var exercise : exercises) {
            Files.write(exercise.source(comparison.starters()), Starters.of(course, exercise));
        }
        return comparison;
    }

    private void add(Handed handed, List<Exercise> exercises) {
        var id = handed.student().id();
        try {
            var sources = handed.sources(exercises);
            var own = submissions().resolve(id);
            sources.files().forEach((path, text) -> Files.write(own.resolve(path), text));
            compared.put(id, sources.hash());
        } catch (RefusedException e) {
            leftOut.put(id, e.getMessage());
        }
    }

    /// A folder per student, named by the student's id.
    public Path submissions() {
        return folder.resolve("submissions");
    }

    public Path starters() {
        return folder.resolve("starters");
    }

    /// Where the program is to write what it finds.
    public Path found() {
        return folder.resolve("found.json");
    }

    /// What the program has found.
    public Similarities similarities() {
        var found = Similarities.read(found(), Found.class);
        var without = new TreeMap<>(leftOut);
        without.putAll(found.leftOut());
        return new Similarities(found.found(), compared, without, found.pairs());
    }
}
