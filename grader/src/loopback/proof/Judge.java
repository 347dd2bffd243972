package loopback.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Mistake;
import loopback.engine.verdict.Verdict;

/// Compares a verdict with what was claimed of the submission.
final class Judge {

    static Judgement passes(Verdict verdict) {
        return Judgement.of(verdict.passed() ? Optional.empty() : Optional.of(explain(verdict)));
    }

    /// A starter fails in every step, and gets no diagnosis.
    static Judgement failsEverywhere(Verdict verdict) {
        var objections = new ArrayList<String>();
        if (verdict.status() != Verdict.Status.FAILED) {
            objections.add("it is " + verdict.status().words() + ": " + verdict.message());
        }
        var passed = verdict.tests().stream().filter(Verdict.Test::passed).toList();
        if (!passed.isEmpty()) {
            objections.add(
                    "it passes "
                            + passed.stream()
                                    .map(Verdict.Test::name)
                                    .collect(Collectors.joining(", ")));
        }
        if (!told(verdict).isEmpty()) {
            objections.add("it is told \"" + told(verdict) + "\"");
        }
        return Judgement.of(joined(objections));
    }

    /// A mistake fails its steps and no others, and is told its own words, or nothing if it has none.
    static Judgement isCaught(Mistake mistake, Verdict verdict) {
        var objections = new ArrayList<String>();
        if (verdict.status() != Verdict.Status.FAILED) {
            objections.add("it is " + verdict.status().words() + ", and not failed");
        }
        var expected = new TreeSet<>(mistake.fails());
        var found = new TreeSet<>(verdict.failed());
        if (!expected.equals(found)) {
            objections.add("it is said to fail " + expected + ", and fails " + found);
        }
        var told = told(verdict);
        if (mistake.perhaps().isEmpty() && !told.isEmpty()) {
            objections.add("it has no Perhaps:, and is told \"" + told + "\"");
        } else if (!mistake.perhaps().equals(told)) {
            objections.add(
                    told.isEmpty()
                            ? "it is told nothing, and not its own Perhaps:"
                            : "it is told \"" + told + "\", and not its own Perhaps:");
        }
        return Judgement.of(
                joined(objections).map(why -> why + "\n" + explain(verdict)),
                diagnoses(Set.of(mistake.perhaps()), told));
    }

    /// Two mistakes together do not get more points than either alone, and are told the words of one
    /// of them, or nothing.
    static Judgement isNoBetter(MistakePair pair, Verdict verdict) {
        if (verdict.status() == Verdict.Status.DID_NOT_COMPILE) {
            // Two mistakes that do not compile together are not a pair that anybody hands in.
            return Judgement.of(Optional.empty());
        }
        var objections = new ArrayList<String>();
        int most = Math.max(points(pair.first(), verdict), points(pair.second(), verdict));
        if (verdict.points() > most) {
            objections.add(
                    "together they get %d points, alone %d and %d of %d"
                            .formatted(
                                    verdict.points(),
                                    points(pair.first(), verdict),
                                    points(pair.second(), verdict),
                                    verdict.maxPoints()));
        }
        var told = told(verdict);
        var words = new TreeSet<>(List.of(pair.first().perhaps()));
        words.add(pair.second().perhaps());
        if (!told.isEmpty() && !words.contains(told)) {
            objections.add("it is told \"" + told + "\", which is of neither");
        }
        return Judgement.of(
                joined(objections).map(why -> why + "\n" + explain(verdict)),
                diagnoses(words, told));
    }

    /// The points that a mistake gets alone, as its header says.
    private static int points(Mistake mistake, Verdict verdict) {
        return verdict.tests().stream()
                .filter(test -> !mistake.fails().contains(test.name()))
                .mapToInt(Verdict.Test::maxPoints)
                .sum();
    }

    private static Diagnoses diagnoses(Set<String> words, String told) {
        boolean hasWords = !words.equals(Set.of(""));
        if (told.isEmpty()) {
            return hasWords ? Diagnoses.SILENT : Diagnoses.WORDLESS;
        }
        return words.contains(told) ? Diagnoses.NAMED : Diagnoses.WRONG;
    }

    private static Optional<String> joined(List<String> objections) {
        return objections.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", objections));
    }

    /// The one diagnosis of a verdict; empty if there is none.
    private static String told(Verdict verdict) {
        return failures(verdict).map(Verdict.Test::mistake).collect(Collectors.joining());
    }

    private static Stream<Verdict.Test> failures(Verdict verdict) {
        return verdict.tests().stream().filter(test -> !test.passed());
    }

    private static String explain(Verdict verdict) {
        var text = new StringBuilder(verdict.message());
        failures(verdict).forEach(test -> text.append(explain(test)));
        return text.toString().strip();
    }

    private static String explain(Verdict.Test test) {
        return "\n\n%d %s: %s\n%s\n%s"
                .formatted(
                        test.step(),
                        test.name(),
                        test.status().words(),
                        test.message(),
                        test.transcript())
                .stripTrailing();
    }

    private Judge() {}
}
