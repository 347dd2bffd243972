package loopback.engine.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loopback.course.Mistake;
import loopback.engine.verdict.Verdict;

/// Recognises classic mistakes, where they are certain.
///
/// A diagnosis belongs to a step: what its failure shows and what the submission refers to make it
/// certain, whatever else failed. Where a mistake names no such text at any step, the set of all
/// failed steps is the evidence, unless nothing passed: that can come of anything. Where it names one
/// at another step, this step is no evidence of it.
public final class Diagnosis {

    /// How the kit says that something was not closed.
    private static final String LEFT_OPEN = "left open";

    private final List<Mistake> known;
    private final List<Verdict.Test> failed;
    private final ReferencedMembers references;
    private final Set<String> names = new TreeSet<>();
    private final boolean allRan;
    private final boolean somePassed;

    private Diagnosis(List<Mistake> known, List<Verdict.Test> tests, ReferencedMembers references) {
        this.known = known.stream().filter(mistake -> !mistake.perhaps().isEmpty()).toList();
        this.references = references;
        failed = tests.stream().filter(test -> !test.passed()).toList();
        failed.forEach(test -> names.add(test.name()));
        allRan = failed.stream().allMatch(Diagnosis::ran);
        somePassed = failed.size() < tests.size();
    }

    /// The tests, the first failed one of which something is certain with the misunderstanding.
    ///
    /// A submission in which the place to edit is still there has not made a mistake yet.
    ///
    /// @param classes the compiled submission, by binary name
    public static List<Verdict.Test> of(
            List<Mistake> known, List<Verdict.Test> tests, Map<String, byte[]> classes) {
        var references = ReferencedMembers.of(classes);
        return references.hasTodo() ? tests : new Diagnosis(known, tests, references).told(tests);
    }

    private List<Verdict.Test> told(List<Verdict.Test> tests) {
        var told = new ArrayList<>(tests);
        for (var test : failed) {
            var texts = textsOf(test);
            if (texts.size() == 1) {
                told.set(tests.indexOf(test), test.withMistake(texts.iterator().next()));
                break;
            }
        }
        return told;
    }

    /// The texts of all mistakes that fit. If there are two different ones, neither is certain.
    private Set<String> textsOf(Verdict.Test test) {
        return known.stream()
                .filter(mistake -> matches(mistake, test))
                .map(Mistake::perhaps)
                .collect(Collectors.toSet());
    }

    private boolean matches(Mistake mistake, Verdict.Test test) {
        return ran(test)
                && mistake.failing().stream()
                        .filter(failing -> failing.step().equals(test.name()))
                        .anyMatch(failing -> isShown(failing, mistake, test))
                && mistake.calls().stream().allMatch(each -> references.include(each))
                && mistake.callsNot().stream().noneMatch(each -> references.include(each));
    }

    private boolean isShown(Mistake.Failing failing, Mistake mistake, Verdict.Test test) {
        boolean needsAll =
                failing.only()
                        || mistake.failing().stream().allMatch(each -> each.shows().isEmpty());
        boolean isAll = allRan && names.equals(new TreeSet<>(mistake.fails()));
        var message = folded(test.message() + "\n" + test.said());
        var all = message + " " + folded(test.transcript());
        boolean speaksOfIt =
                !message.contains(LEFT_OPEN)
                        || failing.shows().stream()
                                .anyMatch(text -> message.contains(folded(text)));
        boolean isEvidence = !failing.shows().isEmpty() || needsAll && somePassed;
        return (isAll || !needsAll)
                && isEvidence
                && speaksOfIt
                && failing.shows().stream().allMatch(text -> all.contains(folded(text)));
    }

    /// Of a step that was not run nothing is known, and the set of failed steps is not, either.
    private static boolean ran(Verdict.Test test) {
        return test.status() != Verdict.Outcome.NOT_RUN;
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
