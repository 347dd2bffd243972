package loopback.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/// The checkout that holds the course, as it is when this is first asked for its lessons.
///
/// Whoever lives longer than a file stays as it is asks for the course [#asItIsNow].
public final class Course {

    /// What the command calls itself, and what a grading says that it was made by.
    public static final String VERSION = "Loopback 1";

    private final Path root;
    private @Nullable Contents contents;

    public Course(Path root) {
        this.root = root;
    }

    /// The lessons, and which of them each exercise belongs to.
    private record Contents(List<Lesson> lessons, Map<Exercise, Lesson> lessonOf) {

        static Contents of(List<Lesson> lessons) {
            var lessonOf = new LinkedHashMap<Exercise, Lesson>();
            for (var lesson : lessons) {
                lesson.exercises().forEach(exercise -> lessonOf.putIfAbsent(exercise, lesson));
            }
            return new Contents(lessons, lessonOf);
        }
    }

    private synchronized Contents contents() {
        if (contents == null) {
            contents = Contents.of(readLessons());
        }
        return contents;
    }

    private List<Lesson> readLessons() {
        return FileIo.list(root.resolve("lessons")).stream()
                .filter(folder -> Lesson.FOLDER.matcher(folder.getFileName().toString()).matches())
                .filter(folder -> Files.exists(folder.resolve("README.adoc")))
                .map(Lesson::read)
                .toList();
    }

    /// The same checkout, read anew.
    public Course asItIsNow() {
        return new Course(root);
    }

    public Path root() {
        return root;
    }

    public List<Lesson> lessons() {
        return contents().lessons();
    }

    public List<Exercise> exercises() {
        return lessons().stream().flatMap(lesson -> lesson.exercises().stream()).toList();
    }

    public Lesson lessonOf(Exercise exercise) {
        return Optional.ofNullable(contents().lessonOf().get(exercise))
                .orElseThrow(() -> new CourseException(exercise + " belongs to no lesson"));
    }

    public Path starters() {
        return root.resolve("exercises/src");
    }

    public Path specifications() {
        return root.resolve("exercises/test");
    }

    public Path specification(Exercise exercise) {
        var name = exercise.name() + "Test.java";
        return specifications().resolve(exercise.packageName()).resolve(name);
    }

    public Path kit() {
        return specifications().resolve("kit");
    }

    /// Scripts that run exercises as the programs they are.
    public Path programs() {
        return root.resolve("exercises/try");
    }

    public Path references() {
        return root.resolve("solutions/src");
    }

    public Path mistakes(Exercise exercise) {
        return exercise.folder(root.resolve("solutions/mistakes"));
    }

    public Path alternatives(Exercise exercise) {
        return exercise.folder(root.resolve("solutions/alternatives"));
    }

    /// Where the learner's progress is kept.
    public Path progress() {
        return root.resolve(".course");
    }

    /// What the launcher starts, and what is made ready for it.
    public Path built() {
        return root.resolve("grader/target/course");
    }

    /// The exercises that a person means: `StrictIpv4`, `addresses/StrictIpv4`, the path of any of
    /// its files, or all of a lesson by `addresses`, `01-addresses` or `1`.
    public List<Exercise> find(String name) {
        var lessons = lessons();
        var all = lessons.stream().flatMap(lesson -> lesson.exercises().stream()).toList();
        var word = withoutEnding(name);
        var found =
                lessons.stream()
                        .flatMap(lesson ->
                                lesson.isCalled(word)
                                        ? lesson.exercises().stream()
                                        : lesson.exercises().stream()
                                                .filter(exercise -> exercise.isCalled(word)))
                        .toList();
        if (found.isEmpty() && word.matches("\\d+")) {
            var numbers = lessons.stream().map(lesson -> "" + lesson.number()).toList();
            throw new CourseException(
                    "there is no lesson " + word + "; there are " + String.join(", ", numbers));
        }
        if (found.isEmpty()) {
            requireLesson(word);
            throw unknown(
                    "exercise",
                    name,
                    all.stream().flatMap(e -> Stream.of(e.name(), e.id(), e.packageName())));
        }
        return found;
    }

    /// Says of an exercise that somebody is just writing why nobody can find it.
    private void requireLesson(String name) {
        for (var file : FileIo.walk(specifications())) {
            var path = specifications().relativize(file).toString().replace('\\', '/');
            var id = path.replaceAll("Test\\.java$", "");
            boolean isMeant =
                    id.equalsIgnoreCase(name)
                            || id.substring(id.indexOf('/') + 1).equalsIgnoreCase(name);
            if (path.matches("[a-z]+/[A-Z]\\w*Test\\.java") && isMeant) {
                throw new CourseException(
                        id
                                + " belongs to no lesson: put it into the header of one,"
                                + " :exercises: "
                                + id);
            }
        }
    }

    /// A path as shells complete it and editors copy it, without what a name lacks.
    private static String withoutEnding(String typed) {
        var path = typed.strip().replace('\\', '/').replaceAll("/+$", "");
        return path.replaceAll("(Test)?\\.java$", "");
    }

    /// The one exercise that a person means.
    public Exercise findOne(String name) {
        var found = find(name);
        if (found.size() > 1) {
            var names = String.join(", ", found.stream().map(Exercise::name).toList());
            throw new CourseException(
                    "\"" + name + "\" is several exercises: name one of " + names);
        }
        return found.getFirst();
    }

    /// The script of that name.
    public Path script(String name) {
        var scripts = lessons().stream().flatMap(lesson -> lesson.scripts().stream()).toList();
        return scripts.stream()
                .filter(script -> nameOf(script).equalsIgnoreCase(lastOf(withoutEnding(name))))
                .findFirst()
                .orElseThrow(() -> unknown("script", name, scripts.stream().map(Course::nameOf)));
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String nameOf(Path script) {
        return script.getFileName().toString().replaceAll("\\.java$", "");
    }

    private static CourseException unknown(String what, String name, Stream<String> known) {
        Optional<String> nearest = nearest(name, known.toList());
        var command = what.equals("script") ? "./course run" : "./course";
        return new CourseException(
                "there is no "
                        + what
                        + " \""
                        + name
                        + "\""
                        + nearest.map(n -> "; did you mean " + n + "?")
                                .orElse("; " + command + " lists them"));
    }

    /// The name that differs least from what was typed, if it is near enough to be meant.
    static Optional<String> nearest(String typed, List<String> known) {
        var word = typed.toLowerCase(Locale.ROOT);
        var distance = LevenshteinDistance.getDefaultInstance();
        ToIntFunction<String> from = name -> distance.apply(word, name.toLowerCase(Locale.ROOT));
        return known.stream()
                .min(Comparator.comparingInt(from))
                .filter(name -> from.applyAsInt(name) <= Math.max(2, name.length() / 3));
    }
}
