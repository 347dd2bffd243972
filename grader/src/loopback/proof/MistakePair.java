package loopback.proof;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loopback.course.Mistake;

/// Two mistakes of an exercise that one learner makes at the same time, as their changes do not
/// touch the same lines.
///
/// @param source the reference with both changes
record MistakePair(Mistake first, Mistake second, String source) {

    /// The pairs of these mistakes that can be combined.
    static List<MistakePair> of(List<Mistake> mistakes, String reference) {
        var pairs = new ArrayList<MistakePair>();
        var changes = mistakes.stream().map(each -> changes(each, reference)).toList();
        for (int i = 0; i < mistakes.size(); i++) {
            for (int j = i + 1; j < mistakes.size(); j++) {
                var both = both(changes.get(i), changes.get(j), reference);
                if (both.isPresent()) {
                    pairs.add(new MistakePair(mistakes.get(i), mistakes.get(j), both.get()));
                }
            }
        }
        return pairs;
    }

    /// The reference with both changes; empty if they touch, or if one has all that the other has.
    private static Optional<String> both(
            Set<AbstractDelta<String>> left, Set<AbstractDelta<String>> right, String reference) {
        var others = new LinkedHashSet<>(right);
        others.removeAll(left); // The same import, for example.
        boolean apart = left.stream().noneMatch(a -> others.stream().anyMatch(b -> touch(a, b)));
        if (!apart || others.isEmpty() || right.containsAll(left)) {
            return Optional.empty();
        }
        var both = new Patch<String>();
        Stream.concat(left.stream(), others.stream()).forEach(both::addDelta);
        try {
            var lines = both.applyTo(reference.lines().toList());
            return Optional.of(String.join("\n", lines) + "\n");
        } catch (PatchFailedException e) {
            throw new IllegalStateException("changes that do not touch", e);
        }
    }

    private static Set<AbstractDelta<String>> changes(Mistake mistake, String reference) {
        var wrong = mistake.applyTo(reference).lines().toList();
        return new LinkedHashSet<>(DiffUtils.diff(reference.lines().toList(), wrong).getDeltas());
    }

    /// Whether two changes have a line in common, or one begins where the other ends.
    private static boolean touch(AbstractDelta<String> a, AbstractDelta<String> b) {
        int startOfA = a.getSource().getPosition();
        int startOfB = b.getSource().getPosition();
        return startOfA <= startOfB + b.getSource().size()
                && startOfB <= startOfA + a.getSource().size();
    }

    /// The names of both.
    String name() {
        return first.name() + " with " + second.name();
    }
}
