package kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// How the network cuts a stream into pieces: by chance, and the same way again for the same seed.
///
/// Every run has a seed of its own, which the transcript shows. The environment variable
/// `LOOPBACK_SEED` replays one.
public final class Weather {

    private static final String REPLAY = "LOOPBACK_SEED";

    private final Random chance;

    private Weather(long seed) {
        chance = new Random(seed);
        Wire.note("network", "cuts by seed " + seed + ", replayed by " + REPLAY + "=" + seed);
    }

    /// A new weather, or the one to be replayed.
    public static Weather today() {
        return new Weather(
                Optional.ofNullable(System.getenv(REPLAY))
                        .map(Long::valueOf)
                        .orElseGet(() -> System.nanoTime() % 100_000));
    }

    /// The weather of `seed`.
    public static Weather seeded(long seed) {
        return new Weather(seed);
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
}
