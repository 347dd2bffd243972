package kit;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;

/// How much memory a call asks for, on the thread on which it runs, whether it returns or throws.
///
/// Classes that are loaded by the first call of a kind count, too: let one run before. Where the
/// JVM does not tell, nothing was asked for.
public final class Memory {

    /// What the course asks for meanwhile, and what an exception and its text take.
    private static final long HOUSEHOLD = 32 * 1024;

    private volatile long taken;

    /// The same call, watched.
    public <T> Callable<T> watches(Callable<T> call) {
        return () -> {
            long before = now();
            try {
                return call.call();
            } finally {
                taken = now() - before;
            }
        };
    }

    /// Checks that the call has asked for so much or less, counted over the whole call.
    public void wasAtMost(int kib) {
        if (taken > kib * 1024L + HOUSEHOLD) {
            throw Mismatch.of("at most " + kib + " KiB of memory", taken / 1024 + " KiB");
        }
    }

    /// Checks that the call has asked for less, with all that it did.
    public void wasLessThan(int kib) {
        if (taken >= kib * 1024L) {
            throw Mismatch.of("less than " + kib + " KiB of memory", taken / 1024 + " KiB");
        }
    }

    /// Whether the code under test lets go of something that it was given: after a while nothing
    /// refers to it any more.
    public static boolean letsGoOf(WeakReference<?> thing) {
        return Patience.sparingly(() -> {
            System.gc();
            return thing.refersTo(null);
        });
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean known
                ? known.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
