package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Files;
import loopback.course.Lesson;
import loopback.rules.LessonRules;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every lesson: its transcripts are true, its scripts compile and are known. That its texts convert
/// and their references resolve is seen when the book is made.
class LessonGate {

    private final Course course = Project.COURSE;

    @TestFactory
    Stream<DynamicContainer> lessons() {
        return Project.lessons().stream()
                .map(lesson ->
                        dynamicContainer(Project.relative(lesson.folder()), testsOf(lesson)));
    }

    private List<DynamicTest> testsOf(Lesson lesson) {
        var folder = Project.relative(lesson.folder());
        var tests = new ArrayList<DynamicTest>();
        new LessonRules(course).of(lesson).forEach(rule -> tests.add(check(rule)));
        for (var transcript : Transcript.in(lesson.text())) {
            tests.add(
                    check(
                            folder,
                            "transcript at line " + transcript.line() + " is true",
                            transcript::isTrue));
        }
        return tests;
    }

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
}
