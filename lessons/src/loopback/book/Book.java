package loopback.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// The pages of the site in the order in which one reads them.
final class Book {

    private final Course course;
    private final List<Page> pages = new ArrayList<>();
    private final Map<Path, Page> bySource;
    private final Map<String, Page> byExercise;

    Book(Course course, boolean references) {
        this.course = course;
        add("index.html", "Start", "README.adoc");
        add("map.html", "Course map", "lessons/README.adoc");
        for (var lesson : course.lessons()) {
            pages.add(pageOf(lesson));
            for (var exercise : lesson.exercises()) {
                pages.add(pageOf(exercise, lesson, references));
            }
        }
        add("python.html", "From Python’s socket to Java", "lessons/python.adoc");
        add("glossary.html", "Glossary", "lessons/glossary.adoc");
        add("teacher.html", "For teachers", "grader/README.adoc");
        addProof();
        add("benchmarks.html", "How fast is it?", "grader/benchmarks/README.adoc");
        add("maintainer.html", "For contributors", ".github/CONTRIBUTING.adoc");
        bySource =
                pages.stream()
                        .filter(page -> page.exercise().isEmpty())
                        .collect(Collectors.toMap(Page::source, page -> page));
        byExercise =
                pages.stream()
                        .filter(page -> page.exercise().isPresent())
                        .collect(Collectors.toMap(p -> p.exercise().get().name(), page -> page));
    }

    private void add(String file, String title, String path) {
        var source = course.root().resolve(path);
        // A tiny course has no handbook.
        if (Files.exists(source)) {
            pages.add(
                    new Page(
                            file,
                            title,
                            source,
                            List.of(source),
                            () -> FileIo.read(source),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    /// The page of proofs, to which the teacher's page links.
    private void addProof() {
        var source = course.root().resolve("grader/proof.adoc");
        if (Files.exists(source)) {
            var page = new ProofPage(course, source);
            pages.add(
                    new Page(
                            "proof.html",
                            "What is proven",
                            source,
                            page.inputs(),
                            page::text,
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    private static Page pageOf(Lesson lesson) {
        var inputs = new ArrayList<>(lesson.scripts());
        inputs.add(lesson.text());
        return new Page(
                lesson.folder().getFileName() + ".html",
                lesson.number() + " " + lesson.title(),
                lesson.text(),
                inputs,
                () -> FileIo.read(lesson.text()),
                Optional.of(lesson),
                Optional.empty());
    }

    private Page pageOf(Exercise exercise, Lesson lesson, boolean references) {
        var page = new ExercisePage(course, exercise, references);
        return new Page(
                Page.fileOf(exercise),
                exercise.name(),
                lesson.hints(),
                page.inputs(),
                page::text,
                Optional.of(lesson),
                Optional.of(exercise));
    }

    Course course() {
        return course;
    }

    List<Page> pages() {
        return pages;
    }

    /// The page that is made of a file of the checkout.
    Optional<Page> madeOf(Path source) {
        return Optional.ofNullable(bySource.get(source));
    }

    /// The page of an exercise, by the exercise's simple name.
    Optional<Page> ofExercise(String name) {
        return Optional.ofNullable(byExercise.get(name));
    }

    Page of(Exercise exercise) {
        return Objects.requireNonNull(byExercise.get(exercise.name()));
    }

    Page of(Lesson lesson) {
        return Objects.requireNonNull(bySource.get(lesson.text()));
    }

    /// The page of that name, or its neighbour, `step` pages further.
    Optional<Page> find(String file, int step) {
        for (int i = 0; i < pages.size(); i++) {
            if (pages.get(i).file().equals(file) && i + step >= 0 && i + step < pages.size()) {
                return Optional.of(pages.get(i + step));
            }
        }
        return Optional.empty();
    }

    /// The page of the lesson or exercise that a person means: `2`, `02-tcp`, `tcp`, `Dialer`.
    Page meant(String name) {
        return pages.stream()
                .filter(page -> page.isLesson() && page.lesson().orElseThrow().isCalled(name))
                .findFirst()
                .or(() ->
                        pages.stream()
                                .filter(page -> page.file().equals(name + ".html"))
                                .findFirst())
                .orElseGet(() -> of(course.findOne(name)));
    }

    /// What every page shows: the titles and the order of all.
    String outline() {
        return pages.stream()
                .map(page -> page.file() + " " + page.title())
                .collect(Collectors.joining("\n"));
    }

    CourseException problem(Page page, String sentence) {
        return new CourseException(course.root().relativize(page.source()) + ": " + sentence);
    }
}
