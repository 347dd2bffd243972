package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long a learner waits for a verdict, in four ways that take turns.
@Command(
        name = "feedback",
        description = "From a save to the verdict: Maven, ./course check, ./course watch.")
final class FeedbackCommand extends Benchmark {

    static final String MAVEN = "mvn, nothing changed";
    static final String MAVEN_TOUCHED = "mvn, source touched";
    static final String CHECK = "./course check";
    static final String WATCH = "save under ./course watch";
    static final String CONDITION = "StrictIpv4";

    private static final String EXERCISE = "addresses/StrictIpv4";
    private static final String MISTAKE = "a-leading-zero-is-harmless.diff";

    /// After each verdict watch starts what the next one needs; nobody saves again that soon.
    private static final long BETWEEN_SAVES_MILLIS = 1_000;

    @Option(names = "--rounds", defaultValue = "9", description = "9 by default.")
    private int rounds;

    @Option(
            names = "--saves",
            defaultValue = "3",
            description = "Under watch, in each round; 3 by default.")
    private int saves;

    FeedbackCommand() {
        super("feedback");
    }

    @Override
    SortedMap<String, String> settings() {
        return new TreeMap<>(
                Map.of(
                        "saves under watch in a round",
                        String.valueOf(saves),
                        "submission",
                        "the reference with the mistake " + MISTAKE));
    }

    @Override
    void measure() throws IOException {
        var checkout = new Checkout(ROOT).copyTo(scratch().resolve("course"), scratch());
        var source = checkout.starter(EXERCISE);
        var diff = checkout.root().resolve("solutions/mistakes/" + EXERCISE).resolve(MISTAKE);
        var text = checkout.mistake(EXERCISE, diff);
        Files.writeString(source, text);
        check(checkout); // What the first run brings into memory counts for none.
        for (int round = 1; round <= rounds; round++) {
            maven(checkout); // Compiles what watch has saved: nothing has changed then.
            found(round, MAVEN, maven(checkout));
            touch(source);
            found(round, MAVEN_TOUCHED, maven(checkout));
            found(round, CHECK, check(checkout));
            watch(round, checkout, source, text);
        }
    }

    private void found(int round, String way, double seconds) {
        found(round, way, CONDITION, Map.of("seconds", seconds));
    }

    private double maven(Checkout checkout) {
        var command =
                "mvn -o -q -pl exercises test -DskipTests=false -Dtest=StrictIpv4Test".split(" ");
        return Child.run(scratch(), checkout.root(), List.of(command), 1);
    }

    private double check(Checkout checkout) {
        return Child.run(scratch(), checkout.root(), List.of("./course", "check", "StrictIpv4"), 1);
    }

    private static void touch(Path source) throws IOException {
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
    }

    /// Each save is new text, as no verdict would come otherwise.
    private void watch(int round, Checkout checkout, Path source, String text) throws IOException {
        var command = List.of("./course", "watch", "StrictIpv4");
        try (var watch = Child.start(scratch(), checkout.root(), command)) {
            awaitVerdict(watch);
            for (int save = 1; save <= saves; save++) {
                rest();
                var next = scratch().resolve("next");
                Files.writeString(next, text + "// " + round + "." + save + "\n");
                long start = System.nanoTime();
                Files.move(next, source, StandardCopyOption.ATOMIC_MOVE);
                awaitVerdict(watch);
                found(round, WATCH, (System.nanoTime() - start) / 1e9);
            }
            watch.tell("q");
        }
        Files.writeString(source, text);
    }

    /// This line follows the verdict, when all of it is printed.
    private static void awaitVerdict(Child watch) {
        boolean failed = false;
        for (var line = ""; !line.startsWith("Watching "); line = watch.nextLine()) {
            failed |= line.contains(" 0/1");
        }
        if (!failed) {
            throw new BenchmarkException("the verdict does not show the mistake");
        }
    }

    private static void rest() {
        try {
            Thread.sleep(BETWEEN_SAVES_MILLIS);
        } catch (InterruptedException e) {
            throw new BenchmarkException("interrupted");
        }
    }
}
