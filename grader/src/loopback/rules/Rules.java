package loopback.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;
import loopback.engine.Engine;

/// All rules, and those of what somebody names.
public final class Rules {

    private static final Pattern SPECIFICATION = Pattern.compile("([A-Z]\\w*)Test\\.java");

    private final Course course;
    private final ExerciseRules ofExercises;
    private final LessonRules ofLessons;

    public Rules(Course course, Engine engine) {
        this.course = course;
        ofExercises = new ExerciseRules(course, engine);
        ofLessons = new LessonRules(course);
    }

    /// The rules of what was named, and the exercises among it.
    public record Meant(List<Rule> rules, Set<Exercise> exercises) {}

    /// What a name means: an exercise by its class or with its package, also one that no lesson
    /// names yet; a lesson with its exercises by its folder, its number or its topic; everything,
    /// if it is empty.
    public Meant find(String name) {
        var exercises = new LinkedHashSet<Exercise>();
        var lessons = new ArrayList<Lesson>();
        for (var lesson : course.lessons()) {
            var folder = lesson.folder().getFileName().toString();
            boolean named =
                    name.isEmpty()
                            || folder.equals(name)
                            || lesson.topic().equalsIgnoreCase(name)
                            || name.equals("" + lesson.number());
            if (named) {
                lessons.add(lesson);
                exercises.addAll(lesson.exercises());
            }
        }
        for (var exercise : all(course)) {
            if (name.isEmpty()
                    || exercise.id().equalsIgnoreCase(name)
                    || exercise.name().equalsIgnoreCase(name)
                    || exercise.packageName().equalsIgnoreCase(name)) {
                exercises.add(exercise);
            }
        }
        if (exercises.isEmpty() && lessons.isEmpty()) {
            throw new CourseException(
                    "there is no exercise and no lesson \"" + name + "\"; ./course new makes one");
        }
        var rules = new ArrayList<Rule>();
        lessons.forEach(lesson -> rules.addAll(ofLessons.of(lesson)));
        exercises.forEach(exercise -> rules.addAll(ofExercises.of(exercise)));
        if (name.isEmpty()) {
            rules.addAll(Dependencies.ofKit(course));
            rules.addAll(new TreeRules(course).all());
        }
        return new Meant(rules, exercises);
    }

    /// Every exercise that a lesson names or that has a specification, a starter or a reference.
    public static Set<Exercise> all(Course course) {
        var all = new LinkedHashSet<>(course.exercises());
        for (var file : FileIo.walk(course.specifications())) {
            var name = SPECIFICATION.matcher(file.getFileName().toString());
            if (name.matches() && !file.startsWith(course.kit())) {
                add(course.specifications().relativize(file), name.group(1), all);
            }
        }
        for (var sources : List.of(course.starters(), course.references())) {
            for (var file : FileIo.walk(sources)) {
                add(
                        sources.relativize(file),
                        file.getFileName().toString().replaceAll("\\.java$", ""),
                        all);
            }
        }
        return all;
    }

    private static void add(Path path, String name, Set<Exercise> all) {
        if (path.getNameCount() == 2 && name.matches("[A-Z]\\w*")) {
            all.add(new Exercise(path.getName(0).toString(), name));
        }
    }
}
