package loopback.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Mutates every reference of a checkout, prints a line for each, and in the end what is to be
/// mended; the exit status is then 1.
///
/// The threshold is what was reached: every mutant is killed, or recorded as equivalent.
public final class Main {

    private final Path reports;
    private final List<String> objections = new ArrayList<>();

    private Main(Path reports) {
        this.reports = reports;
    }

    /// Takes the checkout, a folder for PIT's reports, and a regular expression of exercises.
    public static void main(String[] args) throws Exception {
        var main = new Main(Path.of(args[1]));
        var chosen = Pattern.compile(args[2]);
        var exercises =
                Exercise.of(Path.of(args[0]).toRealPath()).stream()
                        .filter(exercise -> chosen.matcher(exercise.toString()).find())
                        .toList();
        System.out.printf(
                "%-28s %7s %6s %10s %6s %5s %7s%n",
                "exercise", "mutants", "killed", "equivalent", "score", "runs", "seconds");
        for (var exercise : exercises) {
            main.mutate(exercise);
        }
        if (exercises.isEmpty()) {
            main.objections.add("no exercise is called " + chosen);
        }
        main.objections.forEach(System.out::println);
        System.exit(main.objections.isEmpty() ? 0 : 1);
    }

    private void mutate(Exercise exercise) throws Exception {
        long start = System.nanoTime();
        var outcome = new Pit(exercise, reports).run();
        var score = Score.of(outcome.mutants(), Equivalent.in(exercise.equivalents()));
        System.out.printf(
                Locale.ROOT,
                "%-28s %7d %6d %10d %5.1f%% %5d %7.1f%n",
                exercise,
                score.mutants().size(),
                score.killed(),
                score.equivalent(),
                score.percent(),
                outcome.runs(),
                (System.nanoTime() - start) / 1e9);
        Measured.record(exercise, score);
        for (var survivor : score.survivors()) {
            objections.add(exercise + ": survived: " + survivor);
        }
        for (var stale : score.stale()) {
            objections.add(exercise + ": recorded as equivalent, but killed or gone: " + stale);
        }
        // Where PIT finds no tests, under a JDK too old for them, say, it is content.
        if (outcome.runs() < score.mutants().size()) {
            objections.add(
                    "%s: PIT ran only %d steps on %d mutants"
                            .formatted(exercise, outcome.runs(), score.mutants().size()));
        }
    }
}
