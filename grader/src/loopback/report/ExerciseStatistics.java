package loopback.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loopback.engine.verdict.Verdict;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.marks.ExerciseMarks;

/// How a class did in one exercise, and in each of its steps.
///
/// @param of how many were graded
/// @param full how many have full marks
/// @param mean the mean of their points
/// @param statuses how often a check ended without running: did-not-compile, refused, stopped
record ExerciseStatistics(
        String exercise,
        double maxPoints,
        int of,
        int full,
        double mean,
        Map<Verdict.Status, Integer> statuses,
        List<StepStatistics> steps) {

    /// How many passed a step.
    record StepStatistics(int step, String name, boolean hidden, int passed, int of) {}

    static List<ExerciseStatistics> of(Grading grading) {
        return grading.points().entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), grading))
                .toList();
    }

    private static ExerciseStatistics of(String exercise, double maxPoints, Grading grading) {
        var all =
                grading.marks().stream()
                        .filter(Marks::graded)
                        .flatMap(marks -> marks.exercises().stream())
                        .filter(marks -> marks.exercise().equals(exercise))
                        .toList();
        var statuses = new LinkedHashMap<Verdict.Status, Integer>();
        all.stream()
                .map(ExerciseMarks::status)
                .filter(s -> s != Verdict.Status.PASSED && s != Verdict.Status.FAILED)
                .sorted()
                .forEach(status -> statuses.merge(status, 1, Integer::sum));
        return new ExerciseStatistics(
                exercise,
                maxPoints,
                all.size(),
                (int) all.stream().filter(m -> m.status() == Verdict.Status.PASSED).count(),
                all.stream().mapToDouble(ExerciseMarks::points).average().orElse(0),
                statuses,
                steps(all));
    }

    private static List<StepStatistics> steps(List<ExerciseMarks> all) {
        var steps = new LinkedHashMap<String, StepStatistics>();
        for (var marks : all) {
            for (var step : marks.steps()) {
                var one =
                        new StepStatistics(
                                step.step(), step.name(), step.hidden(), step.passed() ? 1 : 0, 1);
                steps.merge(
                        step.step() + " " + step.name(),
                        one,
                        (a, b) ->
                                new StepStatistics(
                                        a.step(),
                                        a.name(),
                                        a.hidden(),
                                        a.passed() + b.passed(),
                                        a.of() + b.of()));
            }
        }
        return new ArrayList<>(steps.values());
    }
}
