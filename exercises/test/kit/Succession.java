package kit;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;

/// The same, sent again and again, about once in a millisecond, and how quickly it went.
///
/// A machine that stood still meanwhile made a pause, in which any timeout may have run out. What
/// was seen then proves nothing, and is to be seen again.
///
/// @param enough whether what was waited for came true before patience ran out
/// @param begun when it began, on the clock of `System.nanoTime()`
/// @param longestPause the longest time from one to the next
public record Succession(boolean enough, long begun, Duration longestPause) {

    /// More than this, and the machine is too busy for such a question.
    private static final int TRIALS = 8;

    /// Something that is sent.
    @FunctionalInterface
    interface Shot {
        void send() throws IOException;
    }

    /// Something to be tried, with what was sent meanwhile.
    @FunctionalInterface
    public interface Trial {
        Succession run() throws Exception;
    }

    /// What is no trial: on a busy machine the time may be over before it begins.
    public static Succession tooLate() {
        return new Succession(true, System.nanoTime(), ChronoUnit.FOREVER.getDuration());
    }

    /// Sends until `enough`.
    static Succession of(Shot shot, BooleanSupplier enough) throws IOException {
        var ticks = new Patience.Ticks(Patience.limit());
        long begun = System.nanoTime();
        long longest = 0;
        long last = begun;
        boolean came = enough.getAsBoolean();
        for (boolean goesOn = true; !came && goesOn; came = enough.getAsBoolean()) {
            shot.send();
            long now = System.nanoTime();
            longest = Math.max(longest, now - last);
            last = now;
            goesOn = ticks.next(() -> false);
        }
        longest = Math.max(longest, System.nanoTime() - last);
        return new Succession(came, begun, Duration.ofNanos(longest));
    }

    /// Lets `trial` run until no pause in it was longer than half of `timeout`, not even the one
    /// before it began to send.
    public static void isQuick(Duration timeout, Trial trial) throws Exception {
        var longest = timeout.dividedBy(2);
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            var sent = trial.run();
            var before = Duration.ofNanos(sent.begun - start);
            if (before.compareTo(longest) < 0 && sent.longestPause.compareTo(longest) < 0) {
                return;
            }
        }
    }
}
