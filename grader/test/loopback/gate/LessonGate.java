package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import loopback.course.Course;
import loopback.course.Files;
import loopback.course.Lesson;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every lesson: its transcripts are true, its scripts compile and are known. That its texts convert
/// and their references resolve is seen when the book is made.
class LessonGate {

    private static final String HEADER =
            "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n//JAVA 25+\n";

    private final Course course = Project.COURSE;

    @TestFactory
    Stream<DynamicContainer> lessons() {
        return course.lessons().stream()
                .map(lesson ->
                        dynamicContainer(Project.relative(lesson.folder()), testsOf(lesson)));
    }

    private List<DynamicTest> testsOf(Lesson lesson) {
        var folder = Project.relative(lesson.folder());
        var tests = new ArrayList<DynamicTest>();
        tests.add(check(folder, "has a title, minutes and exercises", () -> hasAHeader(lesson)));
        tests.add(check(folder, "its package is its topic", () -> itsPackageIsItsTopic(lesson)));
        tests.add(check(folder, "leads to its exercises", () -> leadsToItsExercises(lesson)));
        for (var script : lesson.scripts()) {
            tests.add(
                    check(folder, script.getFileName() + " is a script", () -> isAScript(script)));
        }
        for (var transcript : Transcript.in(lesson.text())) {
            tests.add(
                    check(
                            folder,
                            "transcript at line " + transcript.line() + " is true",
                            transcript::isTrue));
        }
        return tests;
    }

    private void hasAHeader(Lesson lesson) {
        assertAll(
                () -> assertFalse(lesson.title().isEmpty(), "= TITLE"),
                () -> assertTrue(lesson.minutes() > 0, ":minutes: NUMBER"),
                () -> assertFalse(lesson.exercises().isEmpty(), ":exercises: PACKAGE/CLASS …"));
    }

    private void itsPackageIsItsTopic(Lesson lesson) {
        var topic = lesson.folder().getFileName().toString().substring(3);
        for (var exercise : lesson.exercises()) {
            assertEquals(topic, exercise.packageName());
        }
    }

    private void leadsToItsExercises(Lesson lesson) {
        var text = Files.read(lesson.text());
        for (var exercise : lesson.exercises()) {
            assertTrue(
                    text.contains("$ ./course check " + exercise.name() + "\n"),
                    "the text does not say ./course check " + exercise.name());
        }
    }

    private void isAScript(Path script) {
        assertTrue(Files.read(script).startsWith(HEADER), "its first two lines are\n" + HEADER);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
            var options = List.of("-Xlint:all", "-proc:none", "-d", scratch.toString());
            compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            options,
                            null,
                            files.getJavaFileObjects(script))
                    .call();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(List.of(), diagnostics.getDiagnostics());
    }

    @TempDir private Path scratch;

    @Test
    void every_script_is_in_the_catalog_of_jbang() throws IOException {
        var catalog =
                new ObjectMapper().readTree(Files.read(Project.ROOT.resolve("jbang-catalog.json")));
        var listed = new TreeMap<String, String>();
        catalog.get("aliases")
                .properties()
                .forEach(alias ->
                        listed.put(alias.getKey(), alias.getValue().get("script-ref").asText()));
        var present = new TreeMap<String, String>();
        for (var lesson : course.lessons()) {
            for (var script : lesson.scripts()) {
                present.put(Course.nameOf(script), Project.relative(script));
            }
        }
        assertEquals(present, listed);
    }

    @Test
    void the_map_names_every_lesson_and_exercise() {
        var map = Files.read(Project.ROOT.resolve("lessons/README.adoc"));
        for (var lesson : course.lessons()) {
            var folder = lesson.folder().getFileName().toString();
            assertTrue(map.contains(folder + "/README.adoc"), "lessons/README.adoc: " + folder);
            for (var exercise : lesson.exercises()) {
                assertTrue(map.contains(exercise.name()), "lessons/README.adoc: " + exercise);
            }
        }
    }

    @Test
    void an_exercise_belongs_to_one_lesson() {
        var seen = new TreeMap<String, String>();
        for (var lesson : course.lessons()) {
            for (var exercise : lesson.exercises()) {
                var other = seen.put(exercise.id(), Project.relative(lesson.folder()));
                assertTrue(other == null, () -> exercise + " is in two lessons");
            }
        }
    }
}
