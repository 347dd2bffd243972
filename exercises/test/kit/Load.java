package kit;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// How busy the machine is for this JVM: whether its threads get a processor when they want one.
///
/// Linux counts for each thread how long it has stood in the queue for a processor. A thread that
/// sleeps most of the time is served first even where the others starve, so that its own delays
/// say nothing about theirs. A thread that Linux lets wait for a disk is no less in the queue: to
/// rename a file may take seconds while others write. On other systems nobody is known to wait.
final class Load {

    private static final File THREADS = new File("/proc/self/task");
    private static final long MOMENT = 50_000_000;

    /// Where threads wait because others of this JVM work, patience stretches to three times.
    private static final double OWN_FAULT = 2 / 3.0;

    /// Where other programs have the processors it stretches further, but does not become endless:
    /// to a hundred times.
    private static final double GREATEST = 99 / 100.0;

    /// A wait is counted when it ends. One that was longer than a moment counts for those that follow,
    /// too, but no longer than this.
    private static final long CARRIED = 500_000_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final byte[] BUFFER = new byte[100];

    /// Nanoseconds of a thread on a processor, and in the queue for one.
    private record Spent(long running, long queued) {

        static final Spent NOTHING = new Spent(0, 0);

        Spent plus(Spent other) {
            return new Spent(running + other.running, queued + other.queued);
        }

        Spent since(Spent earlier) {
            return new Spent(running - earlier.running, queued - earlier.queued);
        }
    }

    private static long lookedAt = System.nanoTime();
    private static double queued;
    private static Map<String, Spent> untilThen = new HashMap<>();
    private static double waiting;
    private static boolean waitsForADisk;

    /// The part of the last moments in which threads of this JVM waited for a processor.
    static synchronized double waiting() {
        long now = System.nanoTime();
        if (now - lookedAt >= MOMENT) {
            var spent = spentSinceThen();
            double time = now - lookedAt;
            double ofOthers = 1 - spent.running / time / PROCESSORS;
            queued = Math.min(queued + spent.queued, time + CARRIED);
            waiting = Math.min(queued / time, Math.clamp(ofOthers, OWN_FAULT, GREATEST));
            queued -= waiting * time;
            if (waitsForADisk) {
                waiting = GREATEST;
            }
            lookedAt = now;
        }
        return waiting;
    }

    /// What the threads that live now have spent since the last look. What a thread has spent that
    /// has ended meanwhile is not known.
    private static Spent spentSinceThen() {
        var threads = THREADS.list();
        var sum = Spent.NOTHING;
        waitsForADisk = false;
        var untilNow = new HashMap<String, Spent>();
        for (int i = 0; threads != null && i < threads.length; i++) {
            var spent = spent(threads[i]);
            if (spent != Spent.NOTHING) {
                sum = sum.plus(spent.since(untilThen.getOrDefault(threads[i], Spent.NOTHING)));
                untilNow.put(threads[i], spent);
            }
            waitsForADisk |= waitsForADisk(threads[i]);
        }
        untilThen = untilNow;
        return sum;
    }

    /// The first two of three numbers.
    private static Spent spent(String thread) {
        var numbers = beginningOf(thread, "schedstat").split(" ");
        return numbers.length < 3
                ? Spent.NOTHING
                : new Spent(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /// The state stands behind the name, which is in parentheses and at most 15 bytes long.
    private static boolean waitsForADisk(String thread) {
        return beginningOf(thread, "stat").contains(") D ");
    }

    /// What a file says of a thread; nothing of one that has ended, or if this system does not tell.
    /// Hardly anything is kept of the reading: garbage would be collected, and with it what a step
    /// has left open.
    private static String beginningOf(String thread, String file) {
        try (var stream = new FileInputStream(THREADS + "/" + thread + "/" + file)) {
            int length = Math.max(0, stream.read(BUFFER));
            return new String(BUFFER, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    private Load() {}
}
