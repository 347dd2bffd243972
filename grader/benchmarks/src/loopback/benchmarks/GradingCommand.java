package loopback.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How many submissions a machine grades, and where the time goes.
@Command(
        name = "grading",
        description = "./course grade on classes of several sizes, and Maven on a few of them.")
final class GradingCommand extends Benchmark {

    static final String GRADE = "./course grade";
    static final String MAVEN = "mvn, one by one";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10,100",
            description = "Submissions of each class; 10,100 by default.")
    private List<Integer> sizes = List.of();

    @Option(names = "--rounds", defaultValue = "1", description = "1 by default.")
    private int rounds;

    @Option(
            names = "--maven",
            defaultValue = "2",
            description = "How many submissions Maven tests in each round; 2 by default.")
    private int tested;

    private int exercises;

    GradingCommand() {
        super("grading");
    }

    @Override
    SortedMap<String, String> settings() {
        return new TreeMap<>(
                Map.of(
                        "exercises of a submission", String.valueOf(exercises),
                        "submissions", Classroom.words()));
    }

    @Override
    void measure() throws IOException {
        var meter = Contestant.compileC(ROOT, scratch(), "grader/benchmarks/clients/meter.c");
        var checkout = new Checkout(ROOT).copyTo(scratch().resolve("course"), scratch());
        var classroom = new Classroom(new Checkout(ROOT));
        exercises = classroom.exercises();
        classroom.assign(scratch().resolve("assignment.toml"));
        for (int round = 1; round <= rounds; round++) {
            for (int size : sizes) {
                grade(round, size, checkout, classroom, meter);
            }
            if (tested > 0) {
                test(round, checkout, classroom, meter);
            }
        }
    }

    private void grade(int round, int size, Checkout checkout, Classroom classroom, Path meter)
            throws IOException {
        var submissions = scratch().resolve("class");
        for (int number = 1; number <= size; number++) {
            classroom.handIn(number, submissions.resolve("learner-" + number));
        }
        var recording = scratch().resolve("parts.jfr");
        var results = scratch().resolve("results");
        var command =
                List.of(
                        "env",
                        "JAVA_TOOL_OPTIONS=" + Phases.options(recording),
                        "./course",
                        "grade",
                        scratch().resolve("assignment.toml").toString(),
                        submissions.toString(),
                        "--out",
                        results.toString());
        var metered = Metered.run(scratch(), checkout.root(), meter, command, 0, 1);
        var parts = Phases.read(recording);
        long givenUp = stepsGivenUp(results.resolve("marks"));
        delete(submissions);
        delete(results);
        Files.delete(recording);
        var figures = figures(size, metered, parts);
        figures.put("stepsGivenUp", (double) givenUp / size);
        found(round, GRADE, size + " submissions", figures);
    }

    /// A step that is given up has taken its whole patience.
    private static long stepsGivenUp(Path marks) throws IOException {
        long count = 0;
        try (var files = Files.list(marks)) {
            for (var file : (Iterable<Path>) files::iterator) {
                for (var exercise : JSON.readTree(file.toFile()).get("exercises")) {
                    count +=
                            exercise.get("steps")
                                    .valueStream()
                                    .filter(GradingCommand::isGivenUp)
                                    .count();
                }
            }
        }
        return count;
    }

    private static boolean isGivenUp(JsonNode step) {
        return step.get("status").asText().equals("timed-out");
    }

    /// JVMs in sandboxes are killed, so that nobody is told how much time of a processor they had: the
    /// grader looks just before.
    private static TreeMap<String, Double> figures(int size, Metered metered, Phases parts) {
        double starting = parts.processorSeconds("start");
        double running = parts.processorSeconds("bench") - starting;
        double compiling = parts.processorSeconds("compiler");
        var figures = new TreeMap<String, Double>();
        figures.put("perMinute", 60 * size / metered.seconds());
        figures.put("seconds", metered.seconds());
        figures.put("secondsReports", parts.seconds("reports"));
        figures.put(
                "processor", (metered.processorSeconds() + starting + running + compiling) / size);
        figures.put("processorCompiling", compiling / size);
        figures.put("processorStarting", starting / size);
        figures.put("processorRunning", running / size);
        figures.put("processorGrader", metered.processorSeconds() / size);
        figures.put("waitCompiling", parts.seconds("compile") / size);
        figures.put("waitStarting", parts.seconds("start") / size);
        figures.put("waitRunning", (parts.seconds("run") - parts.seconds("start")) / size);
        return figures;
    }

    /// What a teacher without a grader does: put the sources into a checkout, and test.
    private void test(int round, Checkout checkout, Classroom classroom, Path meter)
            throws IOException {
        double seconds = 0;
        double processorSeconds = 0;
        var command = "timeout 600 mvn -o -q -pl exercises test -DskipTests=false".split(" ");
        for (int number = 1; number <= tested; number++) {
            classroom.handIn(number, checkout.root().resolve("exercises/src"));
            var metered = Metered.run(scratch(), checkout.root(), meter, List.of(command), 0, 1);
            seconds += metered.seconds();
            processorSeconds += metered.processorSeconds();
        }
        found(
                round,
                MAVEN,
                tested + " submissions",
                Map.of(
                        "perMinute", 60 * tested / seconds,
                        "processor", processorSeconds / tested,
                        "seconds", seconds));
    }
}
