package loopback.course;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A classic mistake: what the learner believed, the steps it fails, and a diff of the reference.
///
/// @param name what the learner believed, from the file's name
/// @param perhaps the likely misunderstanding, as the learner is told
/// @param fails the tests that this mistake fails, exactly
/// @param shows text that the first of these failures contains, where two mistakes fail alike
/// @param diff the unified diff of the reference
public record Mistake(
        String name, String perhaps, Set<String> fails, Optional<String> shows, List<String> diff) {

    /// The mistakes of an exercise; none where the course was handed out without them.
    public static List<Mistake> of(Course course, Exercise exercise) {
        return Files.list(course.mistakes(exercise)).stream()
                .filter(file -> file.toString().endsWith(".diff"))
                .map(Mistake::read)
                .toList();
    }

    static Mistake read(Path file) {
        var lines = Files.lines(file);
        var perhaps = new ArrayList<String>();
        var fails = new LinkedHashSet<String>();
        var shows = Optional.<String>empty();
        int i = 0;
        for (; i < lines.size() && !lines.get(i).startsWith("--- "); i++) {
            var line = lines.get(i).strip();
            if (line.startsWith("Fails:")) {
                fails.add(line.substring("Fails:".length()).strip());
            } else if (line.startsWith("Shows:")) {
                shows = Optional.of(line.substring("Shows:".length()).strip());
            } else if (line.startsWith("Perhaps:")) {
                perhaps.add(line.substring("Perhaps:".length()).strip());
            } else if (!line.isEmpty() && fails.isEmpty()) {
                perhaps.add(line);
            } else if (!line.isEmpty()) {
                throw new CourseException(
                        file
                                + " line "
                                + (i + 1)
                                + ": expected Perhaps:, Fails:,"
                                + " Shows: or the diff");
            }
        }
        if (perhaps.isEmpty() || fails.isEmpty() || i == lines.size()) {
            throw new CourseException(
                    file + " needs a line Perhaps:, a line Fails: and a diff of the reference");
        }
        var name = file.getFileName().toString().replaceAll("\\.diff$", "");
        var diff = List.copyOf(lines.subList(i, lines.size()));
        return new Mistake(name, String.join(" ", perhaps), Set.copyOf(fails), shows, diff);
    }

    /// The source of a learner who makes this mistake.
    public String applyTo(String reference) {
        try {
            var patch = UnifiedDiffUtils.parseUnifiedDiff(diff);
            return String.join("\n", patch.applyTo(reference.lines().toList())) + "\n";
        } catch (PatchFailedException e) {
            throw new CourseException(
                    "the mistake " + name + " does not fit the reference any more", e);
        }
    }
}
