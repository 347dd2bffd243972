package kit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The pauses between failures of something and the next try, as long as they really were.
///
/// A busy machine makes a pause longer, never shorter: that one is too short can be said of each,
/// that they are too long only of many.
public final class Pauses {

    /// A pause grows by doubling, if at all: then those from here on are long.
    private static final int FIRST = 5;

    private static final int SHOWN = 10;

    private final List<Long> nanos = new ArrayList<>();
    private long failedAt;
    private boolean goesOn;

    /// The try has failed.
    synchronized void begin() {
        failedAt = System.nanoTime();
        goesOn = true;
    }

    /// There is another try, perhaps the first.
    synchronized void end() {
        if (goesOn) {
            nanos.add(System.nanoTime() - failedAt);
            goesOn = false;
        }
        Patience.changed();
    }

    /// Checks that of several pauses in a row none is shorter than `least` milliseconds, and that
    /// they do not take longer than `most`, at the end either. The clock of a sleep may be coarse:
    /// one millisecond less is allowed, and for a busy machine as much again.
    public void takeMillis(int least, int most) {
        boolean quick = Patience.untilTheEnd(() -> isShort(2 * most));
        if (millis(0).stream().anyMatch(pause -> pause < least - 1)) {
            throw Mismatch.of("pauses of at least " + least + " ms", inWords());
        }
        if (!quick) {
            throw Mismatch.of("pauses of at most " + most + " ms", inWords());
        }
    }

    /// Whether there are pauses enough, and a late one was not longer than so many milliseconds.
    private boolean isShort(int most) {
        return millis(FIRST).stream().anyMatch(pause -> pause <= most);
    }

    private synchronized List<Long> millis(int first) {
        return nanos.stream().skip(first).map(TimeUnit.NANOSECONDS::toMillis).toList();
    }

    private synchronized String inWords() {
        if (nanos.isEmpty()) {
            return "no further try";
        }
        var pauses = millis(0).stream().limit(SHOWN).map(String::valueOf).collect(joining(", "));
        return pauses + " ms" + (goesOn ? ", and one that goes on" : "");
    }
}
