package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Lesson;
import loopback.rules.LessonRules;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
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
}
