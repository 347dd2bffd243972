package loopback.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tables of the page, made from the results. Each stands between two comments of the page:
/// `// begin servers` and `// end servers`.
final class Page {

    /// What is compared, what was hoped for, and what was found, round by round.
    private record Claim(String what, String wanted, Sample ratios) {}

    private final Path results;

    Page(Path results) {
        this.results = results;
    }

    /// The page with its tables made anew; a benchmark without results leaves its place as it is.
    String renewed(String page) {
        var text = page;
        text = renewed(text, "servers", this::servers);
        text = renewed(text, "feedback", this::feedback);
        return renewed(text, "grading", this::grading);
    }

    private String renewed(String page, String name, Function<Results, String> tables) {
        var file = results.resolve(name + ".json");
        var begin = "// begin " + name + "\n";
        var end = "// end " + name + "\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new BenchmarkException("the page has no place for " + name + ": " + begin + end);
        }
        if (!Files.exists(file)) {
            return page;
        }
        var found = Results.read(file);
        return page.substring(0, from + begin.length())
                + "\n"
                + tables.apply(found)
                + about(found)
                + "\n"
                + page.substring(to);
    }

    // --- servers

    private String servers(Results found) {
        var text = new StringBuilder();
        for (var condition : found.conditions()) {
            var rows = new ArrayList<List<String>>();
            for (var subject : found.subjects()) {
                rows.add(server(found, subject, condition));
            }
            text.append(
                    table(
                            condition,
                            "3,^3,^3,^2,^2,^2,^2",
                            List.of(
                                    "server",
                                    "answers per second",
                                    "compared with C",
                                    "p50, ms",
                                    "p99, ms",
                                    "KiB per connection",
                                    "processors: server, client"),
                            rows));
        }
        var claims = new ArrayList<Claim>();
        for (var condition : found.conditions()) {
            var at = " at " + condition;
            if (condition.startsWith("100 ")) {
                claims.add(
                        claim(found, condition, "virtual-threads", "python-threads", "at least 3"));
            }
            claims.add(claim(found, condition, "selector", "netty-epoll", "about 1"));
            claims.add(claim(found, condition, "selector", "c-epoll", "at least 0.9"));
        }
        return text + claims(claims);
    }

    private static List<String> server(Results found, String subject, String condition) {
        var answers = found.sample(subject, condition, "answersPerSecond");
        var all = found.sample("c-epoll", condition, "answersPerSecond");
        Function<String, String> median =
                figure -> Sample.number(found.sample(subject, condition, figure).median());
        return List.of(
                Contestant.named(subject).title(),
                answers.text(),
                answers.dividedBy(all).text(),
                median.apply("p50Millis"),
                median.apply("p99Millis"),
                median.apply("kibPerConnection"),
                median.apply("serverProcessors") + ", " + median.apply("clientProcessors"));
    }

    private static Claim claim(
            Results found, String condition, String one, String other, String wanted) {
        return new Claim(
                "%s, compared with %s, %s"
                        .formatted(
                                Contestant.named(one).title(),
                                Contestant.named(other).title(),
                                condition),
                wanted,
                found.sample(one, condition, "answersPerSecond")
                        .dividedBy(found.sample(other, condition, "answersPerSecond")));
    }

    // --- feedback

    private String feedback(Results found) {
        var rows = new ArrayList<List<String>>();
        var condition = FeedbackCommand.CONDITION;
        var touched = found.sample(FeedbackCommand.MAVEN_TOUCHED, condition, "seconds");
        var same = found.sample(FeedbackCommand.MAVEN, condition, "seconds");
        for (var subject : found.subjects()) {
            var seconds = found.sample(subject, condition, "seconds");
            rows.add(
                    List.of(
                            "`" + subject + "`",
                            seconds.text(),
                            touched.dividedBy(seconds).text(),
                            same.dividedBy(seconds).text()));
        }
        var check = found.sample(FeedbackCommand.CHECK, condition, "seconds");
        var watch = found.sample(FeedbackCommand.WATCH, condition, "seconds");
        return table(
                        "From the start, or the save, to the verdict",
                        "3,^3,^3,^3",
                        List.of(
                                "way",
                                "seconds",
                                "times faster than Maven, source touched",
                                "than Maven, nothing changed"),
                        rows)
                + claims(
                        List.of(
                                new Claim("seconds of a check", "at most 0.6", check),
                                new Claim("seconds after a save", "at most 0.3", watch),
                                new Claim(
                                        "check, times faster than Maven",
                                        "at least 8",
                                        touched.dividedBy(check)),
                                new Claim(
                                        "save under watch, times faster than Maven",
                                        "at least 15",
                                        touched.dividedBy(watch))));
    }

    // --- grading

    private String grading(Results found) {
        var rows = new ArrayList<List<String>>();
        var parts = new ArrayList<List<String>>();
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
        return table(
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
                + table(
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
                        parts);
    }

    private static List<String> parts(
            String condition, Function<String, Sample> figure, String... names) {
        var cells = new ArrayList<>(List.of(condition));
        for (var name : names) {
            cells.add(Sample.number(figure.apply(name).median()));
        }
        return cells;
    }

    // --- what all have

    private static String claims(List<Claim> claims) {
        return table(
                "What was to be reached, and what was",
                "4,^2,^3,^3,^1",
                List.of("figure", "wanted", "found", "95 % interval of the mean", "rounds"),
                claims.stream()
                        .filter(claim -> !claim.ratios.isEmpty())
                        .map(claim ->
                                List.of(
                                        claim.what,
                                        claim.wanted,
                                        claim.ratios.text(),
                                        claim.ratios.interval(),
                                        String.valueOf(claim.ratios.values().length)))
                        .toList());
    }

    private static String table(
            String title, String columns, List<String> head, List<List<String>> rows) {
        var text = new StringBuilder();
        text.append(".").append(title).append("\n[cols=\"").append(columns).append("\"]\n|===\n");
        text.append(line(head)).append("\n");
        rows.forEach(row -> text.append(line(row)));
        return text.append("|===\n\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" |", "|", "\n"));
    }

    private static String about(Results found) {
        var machine = found.machine();
        var settings =
                found.settings().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "));
        return String.join(
                        ", ",
                        "Measured " + found.measured(),
                        "version `" + found.version() + "`",
                        machine.processor(),
                        machine.cores() + " processors",
                        machine.memoryMib() + " MiB",
                        machine.system(),
                        machine.kernel(),
                        machine.jdk(),
                        "load before " + machine.loadBefore())
                + ". +\n"
                + "A figure is the median of the rounds, with the lowest and the highest; "
                + settings
                + ".\n";
    }
}
