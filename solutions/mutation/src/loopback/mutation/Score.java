package loopback.mutation;

import java.util.ArrayList;
import java.util.List;

/// The mutants of an exercise, held against those recorded as equivalent.
///
/// A record stands for one survivor: where two on a line have the same words, there are two.
record Score(List<Mutant> mutants, List<Mutant> survivors, List<Equivalent> stale) {

    static Score of(List<Mutant> mutants, List<Equivalent> recorded) {
        var stale = new ArrayList<>(recorded);
        var survivors = new ArrayList<Mutant>();
        for (var mutant : mutants) {
            if (!mutant.isKilled()) {
                var record = stale.stream().filter(mutant::is).findFirst();
                record.ifPresentOrElse(stale::remove, () -> survivors.add(mutant));
            }
        }
        stale.removeIf(record ->
                record.chance() && mutants.stream().anyMatch(mutant -> mutant.is(record)));
        return new Score(List.copyOf(mutants), List.copyOf(survivors), List.copyOf(stale));
    }

    long killed() {
        return mutants.stream().filter(Mutant::isKilled).count();
    }

    long equivalent() {
        return mutants.size() - killed() - survivors.size();
    }

    /// The killed of a hundred that could be killed.
    double percent() {
        return 100.0 * killed() / Math.max(1, mutants.size() - equivalent());
    }
}
