package kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/// The clocks of one step, monotonic and wall, and a sleep that takes no time.
///
/// A clock stands still, or runs with the machine's; in both cases a step can put it forward.
/// Sleeping records the pause and puts the clock forward by it.
public final class TestClock {

    private static final String NAME = "clock";
    private static final Instant WALL_AT_START = Instant.parse("2026-03-29T01:30:00Z");

    private final long start;
    private final LongSupplier running;
    private final List<Duration> pauses = new ArrayList<>();
    private long putForward;
    private long wallSetBy;

    private TestClock(long start, LongSupplier running) {
        this.start = start;
        this.running = running;
    }

    /// A clock that moves only when it is told to.
    public static TestClock still() {
        return stillAt(0);
    }

    /// A clock that stands at `nanos`: a monotonic clock may start anywhere.
    public static TestClock stillAt(long nanos) {
        return new TestClock(nanos, () -> 0);
    }

    /// A clock that goes on with the machine's.
    public static TestClock running() {
        long zero = System.nanoTime();
        return new TestClock(0, () -> System.nanoTime() - zero);
    }

    /// The monotonic clock, as `System.nanoTime()`.
    public synchronized long nanoTime() {
        return start + sinceStart();
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
        var expected = new StringJoiner(", ");
        var found = new StringJoiner(", ");
        for (int i = 0; i < Math.max(pauses.size(), expectedMillis.length); i++) {
            if (i < expectedMillis.length) {
                expected.add(expectedMillis[i] + " ms");
            }
            if (i < pauses.size()) {
                double millis = pauses.get(i).toNanos() / 1000 / 1000.0;
                boolean same =
                        i < expectedMillis.length && Math.abs(millis - expectedMillis[i]) <= 1;
                found.add(same ? expectedMillis[i] + " ms" : millis + " ms");
            }
        }
        assertEquals(expected.toString(), found.toString(), "pauses");
    }

    /// How much time has passed on the monotonic clock.
    public synchronized Duration elapsed() {
        return Duration.ofNanos(sinceStart());
    }

    private synchronized void putForward(Duration by) {
        putForward += by.toNanos();
    }

    private long sinceStart() {
        return running.getAsLong() + putForward;
    }

    private static String words(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
