package kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// A network that treats datagrams badly: by chance, and the same way again for the same seed.
///
/// Every run has a seed of its own, which the transcript shows. The environment variable
/// `LOOPBACK_SEED` replays one. What happens is certain, only to whom and when is chance.
public final class Storm {

    private static final String REPLAY = "LOOPBACK_SEED";

    private record Copy<T>(T datagram, double at) {}

    private final Random chance;

    private Storm(long seed) {
        chance = new Random(seed);
        Wire.note("network", "storms by seed " + seed + ", replayed by " + REPLAY + "=" + seed);
    }

    /// A new storm, or the one to be replayed.
    public static Storm today() {
        return new Storm(
                Optional.ofNullable(System.getenv(REPLAY))
                        .map(Long::valueOf)
                        .orElseGet(() -> System.nanoTime() % 100_000));
    }

    /// The same in another order.
    public <T> List<T> shuffles(List<T> all) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    /// What arrives of the datagrams `sent`, 20 or more: some are lost, but neither the first nor
    /// the last; some come twice, at once or later; some come late, among them two in a row.
    public <T> List<T> carries(List<T> sent) {
        int some = sent.size() / 10;
        int pair = 1 + chance.nextInt(sent.size() / 2);
        var victims = new ArrayList<>(IntStream.range(1, sent.size() - 1).boxed().toList());
        victims.removeAll(List.of(pair, pair + 1));
        Collections.shuffle(victims, chance);
        var lost = victims.subList(0, some);
        var twice = victims.subList(some, 2 * some);
        var late = victims.subList(2 * some, 3 * some);

        var copies = new ArrayList<Copy<T>>();
        for (int i = 0; i < sent.size(); i++) {
            double at = i;
            if (i == pair || i == pair + 1) {
                at = pair + some + 2.8 + 0.1 * (i - pair); // Nothing arrives between the two.
            } else if (late.contains(i)) {
                at = i + some + late.indexOf(i) + 1.5;
            }
            if (!lost.contains(i)) {
                copies.add(new Copy<>(sent.get(i), at));
            }
            if (twice.contains(i)) {
                copies.add(new Copy<>(sent.get(i), i + twice.indexOf(i) + 0.3));
            }
        }
        copies.sort(Comparator.comparingDouble(Copy::at));
        return copies.stream().map(Copy::datagram).toList();
    }
}
