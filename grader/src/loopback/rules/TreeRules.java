package loopback.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// The tree is the manifest: what lies in it belongs to something, and what else lists it is held
/// against it, with one line for each difference.
public final class TreeRules {

    private static final String CATALOG = "jbang-catalog.json";

    private final Course course;
    private final List<String> exercises;

    public TreeRules(Course course) {
        this.course = course;
        exercises = Rules.all(course).stream().map(Exercise::id).toList();
    }

    /// The rules of the whole tree.
    public List<Rule> all() {
        return List.of(
                Rule.of("exercises", "no file is stray", this::strayExercises),
                Rule.of("solutions", "no file is stray", this::straySolutions),
                Rule.of("lessons", "no file is stray", this::strayLessons),
                Rule.of(
                        "lessons/README.adoc",
                        "the map has the lessons that are there",
                        faults -> faults.addAll(new LessonMap(course).strays())),
                Rule.of(CATALOG, "it lists scripts that are there", this::strayScripts));
    }

    private void strayExercises(List<String> faults) {
        for (var file : below("exercises")) {
            claim(
                    "exercises/" + file,
                    file.equals("pom.xml")
                            || file.matches("\\.run/\\w+\\.run\\.xml|\\.vscode/tasks\\.json")
                            || file.matches("test/kit/[A-Z]\\w*\\.java")
                            || file.equals("test/junit-platform.properties")
                            || file.startsWith("test/META-INF/services/")
                            || file.equals("try/none.toml")
                            || file.matches("try/kit/[A-Z]\\w*\\.java")
                            || isExercise(file, "src/(.*)\\.java")
                            || isExercise(file, "try/(.*)\\.java")
                            || isExercise(file, "test/(.*)Test\\.java"),
                    faults);
        }
        new Programs(course).strays(exercises, faults);
    }

    private void straySolutions(List<String> faults) {
        for (var file : below("solutions")) {
            claim(
                    "solutions/" + file,
                    file.equals("pom.xml")
                            || file.matches("measured/(stress|mutation)\\.csv")
                            || isExercise(file, "src/(.*)\\.java")
                            || file.equals("mutation/pom.xml")
                            || file.matches("mutation/(src|test)/[\\w./-]+")
                            || isExercise(file, "equivalent/(.*)\\.toml")
                            || isExercise(file, "mistakes/(.*)/[a-z0-9-]+\\.diff")
                            || isExercise(file, "alternatives/(.*)/[a-z0-9-]+/[A-Z]\\w*\\.java"),
                    faults);
        }
    }

    private void strayLessons(List<String> faults) {
        for (var file : below("lessons")) {
            claim(
                    "lessons/" + file,
                    file.equals("pom.xml")
                            || file.matches("[a-z]+\\.adoc|README\\.adoc")
                            || file.equals("test/junit-platform.properties")
                            || file.matches("(src|test)/loopback/book/[\\w./-]+")
                            || file.matches(
                                    Lesson.FOLDER
                                            + "/(README\\.adoc|hints\\.adoc|[A-Z]\\w*\\.java)"),
                    faults);
        }
    }

    private List<String> below(String folder) {
        var root = course.root().resolve(folder);
        return FileIo.walk(root).stream()
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.startsWith("target/") && !file.contains("/target/"))
                .toList();
    }

    private boolean isExercise(String file, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(file);
        return matcher.matches() && exercises.contains(matcher.group(1));
    }

    private static void claim(String file, boolean belongs, List<String> faults) {
        if (!belongs) {
            faults.add(file + " belongs to nothing");
        }
    }

    /// What jbang's catalogue lists, the path of a script by its name.
    private TreeMap<String, String> listed() {
        var listed = new TreeMap<String, String>();
        var file = course.root().resolve(CATALOG);
        if (!Files.exists(file)) {
            return listed;
        }
        try {
            new ObjectMapper()
                    .readTree(FileIo.read(file))
                    .path("aliases")
                    .properties()
                    .forEach(alias ->
                            listed.put(
                                    alias.getKey(), alias.getValue().path("script-ref").asText()));
            return listed;
        } catch (JsonProcessingException e) {
            throw new CourseException(CATALOG + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void strayScripts(List<String> faults) {
        listed().forEach((name, path) -> {
            if (!Files.exists(course.root().resolve(path))) {
                faults.add(CATALOG + ": " + name + " is " + path + ", which is not there");
            }
        });
    }

    /// Which scripts of a lesson jbang's catalogue does not list as they are.
    void catalogue(Lesson lesson, List<String> faults) {
        var listed = listed();
        for (var script : lesson.scripts()) {
            var name = Course.nameOf(script);
            var path = relative(script);
            var found = listed.getOrDefault(name, "");
            if (found.isEmpty()) {
                faults.add(
                        CATALOG + " lacks  \"" + name + "\": {\"script-ref\": \"" + path + "\"}");
            } else if (!found.equals(path)) {
                faults.add(CATALOG + ": " + name + " is " + found + " and not " + path);
            }
        }
    }

    private String relative(Path file) {
        return course.root().relativize(file).toString().replace('\\', '/');
    }
}
