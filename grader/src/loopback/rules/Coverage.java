package loopback.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Mistake;

/// Which sentences of the contract of an exercise its mistakes break.
public final class Coverage {

    private final List<Sentence> sentences;

    /// The names of the mistakes that break a sentence.
    private final Map<Sentence, Set<String>> broken = new LinkedHashMap<>();

    private final Map<Sentence, String> recorded = new LinkedHashMap<>();
    private final List<String> misfits = new ArrayList<>();

    private Coverage(List<Sentence> sentences) {
        this.sentences = sentences;
    }

    /// What the reference promises, held against the mistakes and the records of an exercise. Files
    /// that cannot be read are left out: another rule speaks of them.
    public static Coverage of(Course course, Exercise exercise) {
        var coverage = new Coverage(Sentence.of(exercise.source(course.references())));
        for (var file : Mistake.files(course, exercise)) {
            try {
                coverage.add(Mistake.read(file));
            } catch (CourseException e) {
                // Said by the rule that mistakes are well written.
            }
        }
        var records = records(course, exercise);
        for (var record : UnbreakableSentence.in(records)) {
            coverage.add(record, records.getFileName().toString());
        }
        return coverage;
    }

    /// The file in which an exercise's unbreakable sentences are recorded.
    static Path records(Course course, Exercise exercise) {
        return course.root()
                .resolve("solutions/equivalent")
                .resolve(exercise.packageName())
                .resolve(exercise.name() + ".toml");
    }

    private void add(Mistake mistake) {
        var file = mistake.name() + ".diff";
        if (mistake.breaks().isEmpty()) {
            misfits.add(file + " does not say which sentence of the contract it breaks: Breaks:");
        }
        for (var quotation : mistake.breaks()) {
            found(quotation, file + ": Breaks: ")
                    .forEach(sentence ->
                            broken.computeIfAbsent(sentence, _ -> new TreeSet<>())
                                    .add(mistake.name()));
        }
    }

    private void add(UnbreakableSentence record, String file) {
        for (var sentence : found(record.sentence(), file + ", [[unbreakable]]: ")) {
            if (recorded.put(sentence, record.why()) != null) {
                misfits.add(file + " records twice: " + sentence);
            }
            if (broken.containsKey(sentence)) {
                misfits.add(
                        file
                                + " records as unbreakable what "
                                + String.join(", ", broken.get(sentence))
                                + " breaks: "
                                + sentence);
            }
        }
    }

    /// The one sentence that is quoted; none if there is not exactly one.
    private List<Sentence> found(String quotation, String where) {
        var found = sentences.stream().filter(sentence -> sentence.has(quotation)).toList();
        if (found.size() == 1) {
            return found;
        }
        misfits.add(
                where
                        + quotation
                        + (found.isEmpty()
                                ? "\nis in no sentence of the contract"
                                : "\nis in several sentences: quote more, or begin with the member:"
                                        + listed(found)));
        return List.of();
    }

    private static String listed(List<Sentence> sentences) {
        var lines = new StringBuilder();
        sentences.forEach(sentence -> lines.append("\n  ").append(sentence));
        return lines.toString();
    }

    /// The sentences of the contract.
    public List<Sentence> sentences() {
        return sentences;
    }

    /// How many sentences a mistake breaks.
    public int covered() {
        return broken.size();
    }

    /// How many sentences are recorded as unbreakable.
    public int recorded() {
        return recorded.size();
    }

    /// The sentences that no mistake breaks, and that are not recorded.
    public List<Sentence> uncovered() {
        return sentences.stream()
                .filter(sentence -> !broken.containsKey(sentence))
                .filter(sentence -> !recorded.containsKey(sentence))
                .toList();
    }

    /// The quotations that do not fit the contract, in sentences.
    List<String> misfits() {
        return misfits;
    }
}
