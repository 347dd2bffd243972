package loopback.proof;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.course.Mistake;

/// Two mistakes of an exercise that one learner makes at the same time, as their changes do not
/// touch the same lines.
///
/// @param source the reference with both changes
record Pair(Mistake first, Mistake second, String source) {

    /// The pairs of these mistakes that can be combined.
    static List<Pair> of(List<Mistake> mistakes, String reference) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < mistakes.size(); i++) {
            for (int j = i + 1; j < mistakes.size(); j++) {
                add(mistakes.get(i), mistakes.get(j), reference, pairs);
            }
        }
        return pairs;
    }

    private static void add(Mistake first, Mistake second, String reference, List<Pair> pairs) {
        var lines = reference.lines().toList();
        var left = changes(first, reference);
        var right = changes(second, reference);
        var common = new LinkedHashSet<>(left);
        common.retainAll(right); // The same import, for example.
        right.removeAll(common);
        boolean apart = left.stream().noneMatch(a -> right.stream().anyMatch(b -> touch(a, b)));
        if (!apart || right.isEmpty() || common.equals(left)) {
            return;
        }
        var both = new Patch<String>();
        Stream.concat(left.stream(), right.stream()).forEach(both::addDelta);
        try {
            var source = String.join("\n", both.applyTo(lines)) + "\n";
            pairs.add(new Pair(first, second, source));
        } catch (PatchFailedException e) {
            throw new CourseException(first.name() + " and " + second.name() + " do not fit", e);
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
