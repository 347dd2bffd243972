package loopback.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;
import loopback.course.Mistake;
import loopback.engine.compile.Submission;

/// What was proven on this checkout, so that it is not proven again until something has changed that
/// it depends on: the specification, the kit, the engine, the source, what mistakes say of
/// themselves, or the JDK, each by its content. `mvn clean` forgets it.
public final class ProofCache {

    /// What decides about a verdict, of the sources of the grader.
    private static final List<String> ENGINE = List.of("bench", "course", "engine", "proof");

    private final Course course;
    private final String everywhere;
    private final ConcurrentHashMap<Exercise, String> exercises = new ConcurrentHashMap<>();

    public ProofCache(Course course) {
        this.course = course;
        var root = course.root();
        var files =
                Stream.of(
                                ENGINE.stream()
                                        .map(name -> root.resolve("grader/src/loopback/" + name))
                                        .flatMap(folder -> FileIo.walk(folder).stream()),
                                FileIo.walk(course.kit()).stream(),
                                FileIo.walk(course.specifications().resolve("META-INF")).stream(),
                                Stream.of("pom.xml", "grader/pom.xml", "exercises/pom.xml")
                                        .map(root::resolve)
                                        .filter(Files::exists))
                        .flatMap(each -> each);
        everywhere = Runtime.version() + "\n" + hash(files);
    }

    /// What the mistakes of an exercise were told, each alone and in pairs.
    public record Told(Diagnoses alone, Diagnoses pairs) {}

    /// What the gate has counted of an exercise; empty if some of it was not proven here, or has
    /// changed since.
    public Optional<Told> told(Exercise exercise) {
        var told = new Told(Diagnoses.NONE, Diagnoses.NONE);
        for (var claim : Claims.of(course, exercise)) {
            var judgement = find(claim, claim.submission());
            if (judgement.isEmpty()) {
                return Optional.empty();
            }
            var one = judgement.get().diagnoses();
            told =
                    claim.isPair()
                            ? new Told(told.alone(), told.pairs().plus(one))
                            : new Told(told.alone().plus(one), told.pairs());
        }
        return Optional.of(told);
    }

    /// The folder that [#told] depends on.
    public static Path folder(Course course) {
        return course.root().resolve("grader/target/proven");
    }

    /// What was said of a claim, if it was proven and nothing has changed since.
    Optional<Judgement> find(Claim claim, Submission submission) {
        var file = file(claim);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = FileIo.lines(file);
        return lines.size() == 2 && lines.getFirst().equals(key(claim, submission))
                ? Diagnoses.read(lines.getLast()).map(told -> Judgement.of(Optional.empty(), told))
                : Optional.empty();
    }

    /// Keeps what was said of a claim, if it holds.
    void keep(Claim claim, Submission submission, Judgement judgement) {
        if (judgement.objection().isEmpty()) {
            FileIo.write(
                    file(claim), key(claim, submission) + "\n" + judgement.diagnoses().written());
        }
    }

    private Path file(Claim claim) {
        var name = claim.name().replaceAll("[^a-zA-Z0-9-]", "-");
        return claim.exercise().folder(course.root().resolve("grader/target/proven")).resolve(name);
    }

    private String key(Claim claim, Submission submission) {
        var texts = new ArrayList<String>();
        texts.add(everywhere);
        texts.add(exercises.computeIfAbsent(claim.exercise(), this::ofExercise));
        texts.addAll(submission.texts());
        texts.add(claim.demand());
        return Hash.of(texts);
    }

    /// The specification, and what all mistakes say of themselves: which of them a wrong answer is
    /// told depends on each.
    private String ofExercise(Exercise exercise) {
        var texts = new ArrayList<String>();
        texts.add(FileIo.read(course.specification(exercise)));
        for (var mistake : Mistake.files(course, exercise)) {
            FileIo.lines(mistake).stream()
                    .takeWhile(line -> !line.startsWith("--- "))
                    .filter(line -> !line.startsWith("Breaks:"))
                    .forEach(texts::add);
        }
        return Hash.of(texts);
    }

    private static String hash(Stream<Path> files) {
        return Hash.of(
                files.flatMap(file -> Stream.of(file.toString(), FileIo.readLeniently(file)))
                        .toList());
    }
}
