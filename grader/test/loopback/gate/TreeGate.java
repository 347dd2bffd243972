package loopback.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import loopback.course.Lesson;
import org.junit.jupiter.api.Test;

/// The tree is the manifest: what lies in it belongs to something.
class TreeGate {

    private final Set<String> exercises = new HashSet<>();
    private final List<String> stray = new ArrayList<>();

    TreeGate() {
        Project.COURSE.exercises().forEach(exercise -> exercises.add(exercise.id()));
    }

    @Test
    void no_file_is_stray() {
        for (var file : Project.filesBelow("exercises")) {
            claim(
                    "exercises/" + file,
                    file.equals("pom.xml")
                            || file.matches("test/kit/[A-Z]\\w*\\.java")
                            || file.equals("test/junit-platform.properties")
                            || file.startsWith("test/META-INF/services/")
                            || isExercise(file, "src/(.*)\\.java")
                            || isExercise(file, "test/(.*)Test\\.java"));
        }
        for (var file : Project.filesBelow("solutions")) {
            claim(
                    "solutions/" + file,
                    file.equals("pom.xml")
                            || isExercise(file, "src/(.*)\\.java")
                            || file.equals("mutation/pom.xml")
                            || file.matches("mutation/(src|test)/[\\w./-]+")
                            || isExercise(file, "equivalent/(.*)\\.toml")
                            || isExercise(file, "mistakes/(.*)/[a-z0-9-]+\\.diff")
                            || isExercise(file, "alternatives/(.*)/[a-z0-9-]+/[A-Z]\\w*\\.java"));
        }
        for (var file : Project.filesBelow("lessons")) {
            claim(
                    "lessons/" + file,
                    file.equals("pom.xml")
                            || file.matches("[a-z]+\\.adoc|README\\.adoc")
                            || file.equals("test/junit-platform.properties")
                            || file.matches("(src|test)/loopback/book/[\\w.-]+")
                            || file.matches(
                                    Lesson.FOLDER
                                            + "/(README\\.adoc|hints\\.adoc|[A-Z]\\w*\\.java)"));
        }
        assertEquals(List.of(), stray, "files that belong to nothing");
    }

    @Test
    void every_exercise_is_whole() {
        var missing = new TreeSet<String>();
        for (var exercise : exercises) {
            for (var file :
                    List.of(
                            "exercises/src/" + exercise + ".java",
                            "exercises/test/" + exercise + "Test.java",
                            "solutions/src/" + exercise + ".java")) {
                if (!java.nio.file.Files.exists(Project.ROOT.resolve(file))) {
                    missing.add(file);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    private boolean isExercise(String file, String pattern) {
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(file);
        return matcher.matches() && exercises.contains(matcher.group(1));
    }

    private void claim(String file, boolean belongs) {
        if (!belongs) {
            stray.add(file);
        }
    }
}
