package loopback.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Mistake;

/// What the gate checks of an exercise by running it, and `./course lint` too.
public final class Claims {

    /// How many pairs of mistakes the gate checks of an exercise; `./course prove --pairs` checks all.
    private static final int PAIRS = 10;

    /// The seed with which these pairs are chosen.
    private static final long SEED = 11;

    /// What can be checked of an exercise, as far as it is there and can be read. What is missing is
    /// the subject of rules.
    public static List<Claim> of(Course course, Exercise exercise) {
        var claims = new ArrayList<Claim>();
        if (!isThere(course.specification(exercise))) {
            return claims;
        }
        if (isThere(exercise.source(course.starters()))) {
            claims.add(Claim.ofStarter(course, exercise));
        }
        claims.addAll(Claim.ofAlternatives(course, exercise));
        if (isThere(exercise.source(course.references()))) {
            claims.add(Claim.ofReference(course, exercise));
            var mistakes = readable(course, exercise);
            mistakes.forEach(each -> claims.add(Claim.ofMistake(course, exercise, each)));
            claims.addAll(Claim.ofSomePairs(course, exercise, mistakes, PAIRS, SEED));
        }
        return claims;
    }

    private static boolean isThere(Path file) {
        return Files.exists(file);
    }

    private static List<Mistake> readable(Course course, Exercise exercise) {
        var reference = FileIo.read(exercise.source(course.references()));
        var mistakes = new ArrayList<Mistake>();
        for (var file : Mistake.files(course, exercise)) {
            try {
                var mistake = Mistake.read(file);
                mistake.applyTo(reference);
                mistakes.add(mistake);
            } catch (CourseException e) {
                // A rule speaks of it.
            }
        }
        return mistakes;
    }

    /// Says so if too few wrong answers get their diagnosis: 19 of 20 known mistakes have to, and one
    /// of two pairs.
    public static Optional<String> objectionTo(Diagnoses alone, Diagnoses pairs) {
        if (20 * alone.named() < 19 * alone.known()) {
            return Optional.of(
                    alone.named() + " of " + alone.known() + " known mistakes are named");
        }
        return 2 * pairs.named() < pairs.known()
                ? Optional.of(
                        pairs.named()
                                + " of "
                                + pairs.known()
                                + " pairs of mistakes are named: one in two is to be."
                                + " Evidence below a step (Shows:, Calls:) holds beside other"
                                + " mistakes, the whole set of steps does not")
                : Optional.empty();
    }

    private Claims() {}
}
