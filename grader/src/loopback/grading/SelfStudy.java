package loopback.grading;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import loopback.course.Course;

/// The whole course, built, for whoever learns alone: with its solutions and the book, and without
/// what only builds or tests it. It needs a JDK and nothing else.
public final class SelfStudy {

    private final Bundle files;

    /// @param book the pages of the book
    public SelfStudy(Course course, Path book) {
        files = new Bundle(course, UnaryOperator.identity());
        files.addCommand();
        for (var name :
                List.of(
                        "README.adoc",
                        "jbang-catalog.json",
                        "lessons/README.adoc",
                        "lessons/glossary.adoc",
                        "lessons/python.adoc")) {
            files.addIfThere(name);
        }
        course.lessons().forEach(lesson -> files.addAll(lesson.folder()));
        course.exercises().forEach(files::add);
        for (var folder : List.of("src", "mistakes", "alternatives")) {
            files.addAll(
                    course.root().resolve("solutions").resolve(folder),
                    file -> !file.toString().contains("target"));
        }
        files.addBook(book);
    }

    /// How many files there are.
    public int size() {
        return files.size();
    }

    /// Writes everything whole or not at all.
    public void write(Path to) {
        files.write(to);
    }
}
