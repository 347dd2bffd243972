package loopback.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The tables of the page about grading.
final class GradingTables {

    static String of(Results found) {
        var rows = new ArrayList<List<String>>();
        var parts = new ArrayList<List<String>>();
        var claims = new ArrayList<Claim>();
        var maven =
                found.conditions().stream()
                        .map(condition ->
                                found.sample(GradingCommand.MAVEN, condition, "perMinute"))
                        .filter(each -> !each.isEmpty())
                        .findFirst();
        for (var subject : found.subjects()) {
            for (var condition : found.conditions()) {
                Function<String, Sample> figure = name -> found.sample(subject, condition, name);
                if (figure.apply("seconds").isEmpty()) {
                    continue;
                }
                rows.add(
                        List.of(
                                "`" + subject + "`",
                                condition,
                                figure.apply("perMinute").text(),
                                figure.apply("processor").text(),
                                figure.apply("seconds").text(),
                                String.valueOf(figure.apply("seconds").values().length)));
                if (subject.equals(GradingCommand.GRADE)) {
                    var perMinute = figure.apply("perMinute");
                    maven.map(perMinute::dividedBy)
                            .map(ratios ->
                                    new Claim(
                                            condition + " per minute, compared with Maven",
                                            "at least 8",
                                            ratios))
                            .ifPresent(claims::add);
                    parts.add(
                            parts(
                                    condition,
                                    figure,
                                    "processorCompiling",
                                    "processorStarting",
                                    "processorRunning",
                                    "processorGrader",
                                    "waitCompiling",
                                    "waitStarting",
                                    "waitRunning",
                                    "stepsGivenUp",
                                    "secondsReports"));
                }
            }
        }
        return Table.of(
                        "Submissions of everything",
                        "3,2,^3,^3,^3,^1",
                        List.of(
                                "way",
                                "class",
                                "per minute",
                                "seconds of processors, each",
                                "seconds, all",
                                "rounds"),
                        rows)
                + Table.of(
                        "Where the time of one submission goes, in seconds: of processors, and from"
                                + " begin to end",
                        "2,^2,^2,^2,^2,^2,^2,^2,^2,^2",
                        List.of(
                                "class",
                                "compiling",
                                "starting JVMs",
                                "running steps",
                                "the grader itself",
                                "until compiled",
                                "until a JVM is there",
                                "until steps have run",
                                "steps given up",
                                "reports, of all"),
                        parts)
                + Claim.table(claims);
    }

    private static List<String> parts(
            String condition, Function<String, Sample> figure, String... names) {
        var cells = new ArrayList<>(List.of(condition));
        for (var name : names) {
            cells.add(Sample.number(figure.apply(name).median()));
        }
        return cells;
    }

    private GradingTables() {}
}
