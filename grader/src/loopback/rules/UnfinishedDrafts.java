package loopback.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// What `./course new` has laid down to be written: every line that still says so.
final class UnfinishedDrafts {

    private static final String MARK = "WRITE: ";

    /// The rule of an exercise: its own files and its section of the hints.
    static Rule of(Course course, Exercise exercise) {
        return Rule.of(
                exercise.id(),
                "nothing is left to be written",
                faults -> filesOf(course, exercise).forEach(file -> add(course, file, faults)));
    }

    /// The rule of a lesson: its text, its hints and its row of the map.
    static Rule of(Course course, Lesson lesson) {
        return Rule.of(
                course.root().relativize(lesson.folder()).toString().replace('\\', '/'),
                "nothing is left to be written",
                faults -> {
                    add(course, lesson.text(), faults);
                    add(course, lesson.hints(), faults);
                    new LessonMap(course)
                            .row(lesson).stream()
                                    .flatMap(row -> row.lines().stream())
                                    .filter(line -> line.contains(MARK))
                                    .map(line -> "lessons/README.adoc: " + line.strip())
                                    .forEach(faults::add);
                });
    }

    private static Stream<Path> filesOf(Course course, Exercise exercise) {
        var own =
                Stream.of(
                        course.specification(exercise),
                        exercise.source(course.references()),
                        exercise.source(course.starters()),
                        exercise.source(course.programs()));
        return Stream.of(
                        own,
                        FileIo.walk(course.mistakes(exercise)).stream(),
                        FileIo.walk(course.alternatives(exercise)).stream())
                .flatMap(each -> each);
    }

    private static void add(Course course, Path file, List<String> faults) {
        if (!Files.exists(file)) {
            return;
        }
        var lines = FileIo.readLeniently(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(MARK)) {
                var path = course.root().relativize(file).toString().replace('\\', '/');
                faults.add(path + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }
    }

    private UnfinishedDrafts() {}
}
