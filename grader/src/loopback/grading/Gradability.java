package loopback.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Starters;
import loopback.engine.Engine;
import loopback.engine.compile.Compiler;
import loopback.engine.run.BenchStarter;
import loopback.engine.verdict.Verdict;

/// Whether an assignment tells right from wrong: every step fails on the starter and passes on the
/// reference, the hidden ones as well.
public final class Gradability implements AutoCloseable {

    private final Course course;
    private final Assignment assignment;
    private final SubmissionMarker.Specs specs;
    private final Engine open;
    private final Engine hidden;

    public Gradability(Course course, Assignment assignment) {
        this.course = course;
        this.assignment = assignment;
        specs = SubmissionMarker.Specs.of(course, assignment);
        var starter = BenchStarter.forking(course);
        open = Engine.forMany(course, starter, Compiler.HERE, specs.open());
        hidden = Engine.forMany(course, starter, Compiler.HERE, specs.hidden());
    }

    /// Refuses an assignment that cannot be graded, with all there is against it.
    public void require() {
        var objections = new ArrayList<String>();
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var checks = new ArrayList<Callable<List<String>>>();
            for (var exercise : assignment.exercises()) {
                checks.add(() -> starter(exercise));
                checks.add(() -> reference(exercise));
            }
            checks.stream()
                    .map(threads::submit)
                    .toList()
                    .forEach(each -> objections.addAll(Calibration.result(each)));
        }
        if (!objections.isEmpty()) {
            throw new CourseException(
                    assignment.file()
                            + " cannot be graded, so nothing was made:\n  "
                            + String.join("\n  ", objections));
        }
    }

    private List<String> starter(Exercise exercise) {
        var sources = new TreeMap<String, String>();
        sources.put(exercise.id() + ".java", Starters.of(course, exercise));
        return verdicts(sources, exercise).entrySet().stream()
                .flatMap(each ->
                        each.getValue().tests().stream()
                                .filter(Verdict.Test::passed)
                                .map(test ->
                                        each.getKey()
                                                + " "
                                                + test.name()
                                                + " passes on the starter"))
                .toList();
    }

    private List<String> reference(Exercise exercise) {
        return verdicts(Calibration.reference(course, exercise), exercise).entrySet().stream()
                .filter(each -> !each.getValue().passed())
                .map(each ->
                        each.getKey()
                                + " does not pass on the reference: "
                                + each.getValue().message()
                                + each.getValue().tests().stream()
                                        .filter(test -> !test.passed())
                                        .map(test -> test.name() + " (" + test.message() + ")")
                                        .limit(1)
                                        .collect(Collectors.joining()))
                .toList();
    }

    private Map<String, Verdict> verdicts(Map<String, String> sources, Exercise exercise) {
        var verdicts = new TreeMap<String, Verdict>();
        verdicts.put(exercise + "Test", open.check(sources, exercise));
        if (specs.hidden().has(exercise)) {
            verdicts.put("the hidden " + exercise + "Test", hidden.check(sources, exercise));
        }
        return verdicts;
    }

    @Override
    public void close() {
        open.close();
        hidden.close();
    }
}
