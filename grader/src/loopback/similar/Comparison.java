package loopback.similar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Starters;
import loopback.grading.Results;
import loopback.intake.HandIn;
import loopback.intake.RefusedException;

/// The sources of a class, laid out for the program that compares them: for each exercise, and for
/// all of them together, a folder per student; and a folder of what the starters give to everybody.
///
/// Only what belongs to the exercises of the assignment is there, with the helpers beside it: a
/// handout brings the starters of whole lessons, and everybody hands those in.
///
/// @param compared the SHA-256 of the sources of each student who is there
/// @param leftOut whose submission was refused, and why
public record Comparison(
        Path folder,
        Map<String, String> compared,
        Map<String, String> leftOut,
        Map<String, String> ids,
        Map<Exercise, String> starters) {

    /// What the program writes.
    private record Found(
            String found, Map<String, String> leftOut, List<Similarities.Pair> pairs) {}

    /// Lays out what was handed in, below a folder that is empty.
    public static Comparison of(
            Course course, List<Exercise> exercises, List<HandIn> handed, Path folder) {
        var comparison =
                new Comparison(
                        folder,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        starters(course, exercises));
        handed.forEach(each -> comparison.add(each, exercises));
        if (comparison.compared.size() < 2) {
            throw new CourseException(
                    "there is nothing to compare: of "
                            + handed.size()
                            + (handed.size() == 1 ? " submission, " : " submissions, ")
                            + comparison.compared.size()
                            + " can be taken");
        }
        comparison.starters.forEach((exercise, text) ->
                FileIo.write(exercise.source(comparison.starterFolder()), text));
        return comparison;
    }

    /// Those of the whole course, as far as they are known here; those of the assignment are needed.
    private static Map<Exercise, String> starters(Course course, List<Exercise> exercises) {
        var starters = new java.util.LinkedHashMap<Exercise, String>();
        for (var exercise : course.exercises()) {
            if (exercises.contains(exercise) || Starters.isKept(course, exercise)) {
                starters.put(exercise, Starters.of(course, exercise));
            }
        }
        return starters;
    }

    private void add(HandIn handed, List<Exercise> exercises) {
        var id = handed.student().id();
        try {
            var sources = handed.sources(exercises);
            var begun = exercises.stream().filter(each -> isBegun(each, sources.files())).toList();
            if (begun.isEmpty()) {
                leftOut.put(id, "nothing of it was begun");
                return;
            }
            var name = Results.fileName(handed.student());
            ids.put(name, id);
            for (var exercise : begun) {
                add(exercise.id().replace('/', '-'), name, exercise, sources.files());
                if (exercises.size() > 1) {
                    add("all", name, exercise, sources.files());
                }
            }
            compared.put(id, sources.hash());
        } catch (RefusedException e) {
            leftOut.put(id, e.getMessage());
        }
    }

    private boolean isBegun(Exercise exercise, Map<String, String> files) {
        var text = files.getOrDefault(exercise.id() + ".java", "");
        return !text.isBlank() && !words(text).equals(words(starters.getOrDefault(exercise, "")));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /// The exercise's own file, and those of its package that are no exercise.
    private void add(String group, String name, Exercise exercise, Map<String, String> files) {
        var own = submissions().resolve(group).resolve(name);
        files.forEach((path, text) -> {
            boolean isHelper =
                    path.startsWith(exercise.packageName() + "/")
                            && starters.keySet().stream()
                                    .noneMatch(each -> path.equals(each.id() + ".java"));
            if (isHelper || path.equals(exercise.id() + ".java")) {
                FileIo.write(own.resolve(path), text);
            }
        });
    }

    /// A folder for each exercise and one for all of them, with a folder per student.
    public Path submissions() {
        return folder.resolve("submissions");
    }

    public Path starterFolder() {
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
        found.leftOut().forEach((name, why) -> without.put(id(name), why));
        var pairs =
                found.pairs().stream()
                        .map(each ->
                                new Similarities.Pair(
                                        id(each.first()),
                                        id(each.second()),
                                        each.similarity(),
                                        each.places()))
                        .toList();
        return new Similarities(found.found(), compared, without, pairs);
    }

    private String id(String name) {
        return ids.getOrDefault(name, name);
    }
}
