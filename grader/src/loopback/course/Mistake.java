package loopback.course;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A classic mistake: what the learner believed, the sentences of the contract that it breaks, the
/// steps it fails, how it is recognised, and a diff of the reference.
///
/// @param name what the learner believed, from the file's name
/// @param perhaps the misunderstanding, as the learner is told; empty where nothing is certain
///     enough to be told
/// @param breaks quotations from the contract
/// @param failing the steps that this mistake fails, exactly
/// @param calls what a source with this mistake refers to, [Reference] says how it is written
/// @param callsNot what a source with this mistake does not refer to
/// @param diff the unified diff of the reference
public record Mistake(
        String name,
        String perhaps,
        List<String> breaks,
        List<Failing> failing,
        List<Reference> calls,
        List<Reference> callsNot,
        List<String> diff) {

    private static final int NO_OTHER_LINES = 0;

    /// A step that a mistake fails.
    ///
    /// @param only whether the mistake is recognised here only if it fails exactly its own steps
    /// @param shows texts that this failure contains, its message or its transcript
    public record Failing(String step, boolean only, List<String> shows) {}

    /// The mistakes of an exercise; none where the course was handed out without them.
    public static List<Mistake> of(Course course, Exercise exercise) {
        return files(course, exercise).stream().map(Mistake::read).toList();
    }

    /// The files of the mistakes of an exercise.
    public static List<Path> files(Course course, Exercise exercise) {
        return FileIo.list(course.mistakes(exercise)).stream()
                .filter(file -> file.toString().endsWith(".diff"))
                .toList();
    }

    /// What one file says.
    public static Mistake read(Path file) {
        return new MistakeReader(file).read();
    }

    /// The names of the steps that this mistake fails.
    public Set<String> fails() {
        return failing.stream()
                .map(Failing::step)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The source of a learner who makes this mistake. As with `patch`, lines may have come or gone
    /// above a change, where the lines around it are as they were.
    public String applyTo(String reference) {
        try {
            var patch = UnifiedDiffUtils.parseUnifiedDiff(diff);
            return String.join("\n", patch.applyFuzzy(reference.lines().toList(), NO_OTHER_LINES))
                    + "\n";
        } catch (PatchFailedException e) {
            throw new CourseException(
                    "the mistake " + name + " does not fit the reference any more", e);
        }
    }
}
