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

    private final Path results;

    Page(Path results) {
        this.results = results;
    }

    /// The page with its tables made anew; a benchmark without results leaves its place as it is.
    String renewed(String page) {
        var text = page;
        text = renewed(text, "servers", this::servers);
        text = renewed(text, "feedback", this::feedback);
        return renewed(text, "grading", GradingTables::of);
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
                    Table.of(
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
        return text + Claim.table(claims);
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
        return Table.of(
                        "From the start, or the save, to the verdict",
                        "3,^3,^3,^3",
                        List.of(
                                "way",
                                "seconds",
                                "times faster than Maven, source touched",
                                "than Maven, nothing changed"),
                        rows)
                + Claim.table(
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
