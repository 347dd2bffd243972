package kit;

import java.lang.management.ManagementFactory;

/// How many platform threads a step may have at the same time.
///
/// The usual limit is far from anything that an answer comes near by chance: a look now and then is
/// enough. Of one that an exercise declares, a moment counts as well, and the JVM knows its peak.
final class ThreadLimit {

    private static final int MOST = Integer.getInteger("kit.threads", Integer.MAX_VALUE);

    private static final boolean IS_DECLARED = Boolean.getBoolean("kit.threads.declared");

    static final String WORDS = "your code has more than " + MOST + " threads at the same time";

    /// Forgets what was before.
    static void begin() {
        if (IS_DECLARED) {
            ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        }
    }

    /// Whether there are too many, or were.
    static boolean isExceeded() {
        int most =
                IS_DECLARED
                        ? ManagementFactory.getThreadMXBean().getPeakThreadCount()
                        : Leaks.countThreads();
        return most > MOST;
    }

    private ThreadLimit() {}
}
