package kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The clocks of one step, monotonic and wall, and a sleep that takes no time.
///
/// A clock stands still, or runs with the machine's; in both cases a step can put it forward.
/// Sleeping records the pause and puts the clock forward by it.
public final class TestClock {

    private static final String NAME = "clock";
    private static final Instant WALL_AT_START = Instant.parse("2026-03-29T01:30:00Z");

    private final long start;
    private final boolean startsWithAJump;
    private final List<Duration> pauses = new ArrayList<>();
    private LongSupplier running;
    private boolean jumped;
    private long putForward;
    private long wallSetBy;

    private TestClock(long start, LongSupplier running, boolean startsWithAJump) {
        this.start = start;
        this.running = running;
        this.startsWithAJump = startsWithAJump;
    }

    /// A monotonic clock may start anywhere.
    private static final long SOMEWHERE = Duration.ofDays(30).toNanos();

    /// A clock that moves only when it is told to.
    public static TestClock still() {
        return stillAt(SOMEWHERE);
    }

    /// A clock that stands at `nanos`.
    public static TestClock stillAt(long nanos) {
        return new TestClock(nanos, () -> 0, false);
    }

    /// A clock that goes on with the machine's.
    public static TestClock running() {
        return new TestClock(SOMEWHERE, sinceNow(), false);
    }

    /// A clock that goes on with the machine's, and shows `nanos` first.
    public static TestClock runningFrom(long nanos) {
        return new TestClock(nanos, sinceNow(), false);
    }

    /// A clock that stands still until it jumps, and goes on with the machine's once somebody has
    /// read it after that: the first to read it sees the jump and not a nanosecond more.
    public static TestClock stillUntilItJumps() {
        return new TestClock(SOMEWHERE, () -> 0, true);
    }

    private static LongSupplier sinceNow() {
        long zero = System.nanoTime();
        return () -> System.nanoTime() - zero;
    }

    /// The monotonic clock, as `System.nanoTime()`.
    public synchronized long nanoTime() {
        long now = start + sinceStart();
        if (startsWithAJump && jumped) {
            jumped = false;
            running = sinceNow();
        }
        return now;
    }

    /// The wall clock, as `System.currentTimeMillis()`.
    public synchronized long currentTimeMillis() {
        return WALL_AT_START.plusNanos(sinceStart()).toEpochMilli() + wallSetBy;
    }

    /// Lets time pass at once, on both clocks.
    public void jumps(Duration by) {
        Wire.note(NAME, "moves on by " + words(by));
        putForward(by);
    }

    /// Sets the wall clock, as a person or a time server does; the monotonic clock does not notice.
    public void setsTheWallClock(Duration by) {
        Wire.note(NAME, "the wall clock is set by " + words(by));
        synchronized (this) {
            wallSetBy += by.toMillis();
        }
    }

    /// Sleeps in no time, as `Thread.sleep` does in `pause`.
    public void sleep(Duration pause) {
        Wire.note(Wire.YOU, "sleep for " + words(pause));
        synchronized (this) {
            pauses.add(pause);
        }
        putForward(pause);
    }

    /// Checks that these pauses were slept, in this order and to the millisecond, and no others.
    public synchronized void hasSleptFor(long... expectedMillis) {
        int i = 0;
        while (i < expectedMillis.length && i < pauses.size()) {
            var difference = pauses.get(i).minusMillis(expectedMillis[i]).abs();
            if (difference.compareTo(Duration.ofMillis(1)) > 0) {
                break;
            }
            i++;
        }
        var expected = i < expectedMillis.length ? expectedMillis[i] + " ms" : "none";
        var found = i < pauses.size() ? words(pauses.get(i)) : "none";
        assertEquals(expected, found, "pause " + (i + 1));
    }

    /// How much time has passed on the monotonic clock.
    public synchronized Duration elapsed() {
        return Duration.ofNanos(sinceStart());
    }

    private synchronized void putForward(Duration by) {
        putForward += by.toNanos();
        jumped = true;
    }

    private long sinceStart() {
        return running.getAsLong() + putForward;
    }

    /// How long `duration` is, in milliseconds, or for ever.
    public static String words(Duration duration) {
        var ages = Duration.ofDays(365_000);
        if (duration.compareTo(ages) > 0) {
            return "for ever";
        }
        if (duration.compareTo(ages.negated()) < 0) {
            return "less than nothing";
        }
        var millis = BigDecimal.valueOf(duration.toNanos() / 1000, 3).stripTrailingZeros();
        return millis.toPlainString() + " ms";
    }
}
