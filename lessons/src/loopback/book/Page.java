package loopback.book;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// One page of the site, before it is made.
///
/// @param file its name in the site
/// @param source what it is made of, or for an exercise the hints beside which its text would lie
/// @param inputs the files that it depends on
/// @param text its text in AsciiDoc
/// @param lesson the lesson it belongs to
/// @param exercise the exercise it is about
record Page(
        String file,
        String title,
        Path source,
        List<Path> inputs,
        Supplier<String> text,
        Optional<Lesson> lesson,
        Optional<Exercise> exercise) {

    /// The name of an exercise's page.
    static String fileOf(Exercise exercise) {
        return exercise.packageName() + "-" + exercise.name() + ".html";
    }

    /// The folder that the text's includes and links start from.
    Path folder() {
        return FileIo.folderOf(source);
    }

    boolean isLesson() {
        return lesson.isPresent() && exercise.isEmpty();
    }

    @Override
    public String toString() {
        return file;
    }
}
