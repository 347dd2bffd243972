package kit;

import java.lang.management.ManagementFactory;

/// Checks that code which waits does not look at the clock again and again.
///
/// A thread that sleeps until something happens spends no processor time at all, on however busy a
/// machine; one that wakes up each millisecond, or each ten, spends a little every time.
public final class Idle {

    private static final int TICKS = 100;
    private static final long NEXT_TO_NOTHING = 300_000;

    /// Ticks in which somebody who looks every tenth of a second wakes up at least six times.
    private static final int A_WHILE = 600;

    /// A call that has just come to where it waits may go to sleep twice.
    private static final long FALLS_ASLEEP = 3;

    /// Checks that the thread of `call`, which waits, is not woken by a clock either, as far as this
    /// system can tell; and that nobody works meanwhile.
    public static void sleeps(Attempt<?> call) {
        sleeps();
        long before = call.timesAsleep();
        var ticks = new Patience.Ticks(A_WHILE);
        while (ticks.next(() -> false)) {
            // Until this while is over.
        }
        if (call.timesAsleep() - before > FALLS_ASLEEP) {
            throw Mismatch.of(
                    "sleep until something happens", "wake up and work while nothing happens");
        }
    }

    /// Waits for a while in which the code under test spends no processor time.
    public static void sleeps() {
        for (int left = Patience.limit(); left > 0; left -= TICKS) {
            long before = spent();
            var ticks = new Patience.Ticks(TICKS);
            while (ticks.next(() -> false)) {
                // Until this while is over.
            }
            if (spent() - before < NEXT_TO_NOTHING) {
                return;
            }
        }
        throw Mismatch.of("sleep until something happens", "work while nothing happens");
    }

    /// The nanoseconds of all threads under test. Virtual threads spend those of their carriers. One
    /// of the course's own threads shows every quarter of a second that this JVM is alive, and a
    /// while can be long. A call that an earlier step has left behind may go on, but a carrier or the
    /// worker of a pool, which is of a class of its own, can work for this step as well.
    private static long spent() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> !Leaks.isOfTheCourse(thread))
                .filter(thread -> thread.getClass() != Thread.class || !Lab.wasThereBefore(thread))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
    }

    private Idle() {}
}
