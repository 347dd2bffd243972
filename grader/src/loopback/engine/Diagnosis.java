package loopback.engine;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import loopback.course.Mistake;

/// Recognises classic mistakes by the steps they fail.
final class Diagnosis {

    /// The tests, each failed one with the misunderstanding that the whole pattern points to.
    static List<Verdict.Test> of(List<Mistake> known, List<Verdict.Test> tests) {
        var failed = tests.stream().filter(test -> !test.passed()).toList();
        var names = failed.stream().map(Verdict.Test::name).collect(Collectors.toSet());
        var matching =
                known.stream()
                        .filter(mistake -> names.equals(new HashSet<>(mistake.fails())))
                        .filter(mistake ->
                                mistake.shows().stream()
                                        .allMatch(failed.getFirst().said()::contains))
                        .map(Mistake::perhaps)
                        .distinct()
                        .collect(Collectors.joining("\n"));
        return tests.stream()
                .map(test -> test.passed() ? test : test.withMistake(matching))
                .toList();
    }

    private Diagnosis() {}
}
