package kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// How the network treats what is sent: by chance, and the same way again for the same seed.
///
/// Every run has a seed of its own, which the transcript shows. The environment variable
/// `LOOPBACK_SEED` replays one. What happens is certain, only to whom and when is chance.
public final class Weather {

    private static final String REPLAY = "LOOPBACK_SEED";

    private record Copy<T>(T datagram, double at) {}

    private final Random chance;

    private Weather(long seed) {
        chance = new Random(seed);
        Wire.note("network", "has seed " + seed + ": " + REPLAY + "=" + seed + " replays it");
    }

    /// A new weather, or the one to be replayed.
    public static Weather today() {
        return new Weather(
                Optional.ofNullable(System.getenv(REPLAY))
                        .map(Weather::number)
                        .orElseGet(() -> System.nanoTime() % 100_000));
    }

    private static long number(String seed) {
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new AssertionError(REPLAY + " is \"" + seed + "\", and not a number", e);
        }
    }

    /// Cuts `bytes` into pieces, none of them empty: two bytes or more into two pieces or more.
    public List<byte[]> pieces(byte[] bytes) {
        var pieces = new ArrayList<byte[]>();
        int half = Math.max(1, bytes.length / 2);
        for (int from = 0, to; from < bytes.length; from = to) {
            int longest = chance.nextBoolean() ? half : Math.min(half, 4);
            to = Math.min(bytes.length, from + 1 + chance.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
        }
        return pieces;
    }

    /// The same in another order.
    public <T> List<T> shuffles(List<T> all) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    /// What a storm lets arrive of the datagrams `sent`, 20 or more: some are lost, but neither the first nor
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
