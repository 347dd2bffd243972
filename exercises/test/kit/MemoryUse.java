package kit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/// Tells a step that takes more and more memory from one that only hangs.
///
/// Memory comes to its end after so many bytes, patience after so much time. Without a look at the
/// memory it would depend on the machine which of the two a step without end meets first.
final class MemoryUse {

    /// Less than that, in bytes, a step may use while it waits.
    private static final long NOTABLE = 8 << 20;

    /// What a step keeps more than before, in bytes, is not the kit's.
    private static final long MORE = 256 << 10;

    /// Ticks between two looks at what is kept.
    private static final int A_WHILE = 300;

    private long before = used();

    /// Whether memory is being taken, and kept, since it was asked the last time. What is garbage is
    /// collected for that, unless next to nothing was used.
    boolean grows() throws InterruptedException {
        long change = Math.abs(used() - before);
        if (change < NOTABLE) {
            return false;
        }
        long kept = kept();
        var ticks = Patience.Ticks.inTheBackground(A_WHILE);
        while (ticks.next()) {
            // Once more.
        }
        before = kept();
        return before > kept + MORE;
    }

    /// The bytes that are no garbage.
    static long kept() {
        System.gc();
        return used();
    }

    /// The same, to the byte: room that threads have taken for objects to come does not count.
    static long keptExactly() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
