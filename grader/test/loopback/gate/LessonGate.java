package loopback.gate;

import static loopback.gate.Project.check;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Lesson;
import loopback.rules.LessonRules;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every lesson: its transcripts are true, its scripts compile and are known. That its texts convert
/// and their references resolve is seen when the book is made.
///
/// The transcripts of one lesson run one after the other, as they may compile the same script; those
/// of different lessons run at the same time, beside the tests that report them.
class LessonGate {

    /// A transcript waits for programs to start more often than for a processor.
    private static final int LESSONS_AT_A_TIME = 1 + Runtime.getRuntime().availableProcessors();

    private final Course course = Project.COURSE;
    private final ExecutorService lessons =
            Executors.newFixedThreadPool(LESSONS_AT_A_TIME, Thread.ofPlatform().daemon().factory());

    @TestFactory
    Stream<DynamicContainer> lessons() {
        var containers =
                Project.lessons().stream()
                        .map(lesson ->
                                dynamicContainer(
                                        Project.relative(lesson.folder()), testsOf(lesson)))
                        .toList();
        lessons.shutdown();
        return containers.stream();
    }

    private List<DynamicTest> testsOf(Lesson lesson) {
        var folder = Project.relative(lesson.folder());
        var tests = new ArrayList<DynamicTest>();
        new LessonRules(course).of(lesson).forEach(rule -> tests.add(check(rule)));
        var sessions = new ArrayList<FutureTask<Void>>();
        for (var transcript : Transcript.in(lesson.text())) {
            var session =
                    new FutureTask<Void>(() -> {
                        transcript.isTrue();
                        return null;
                    });
            sessions.add(session);
            tests.add(
                    check(
                            folder,
                            "transcript at line " + transcript.line() + " is true",
                            () -> outcome(session)));
        }
        lessons.execute(() -> sessions.forEach(FutureTask::run));
        return tests;
    }

    private static void outcome(FutureTask<Void> session) throws Throwable {
        try {
            session.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
