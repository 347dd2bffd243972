package kit;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How busy the machine is for this JVM: whether its threads get a processor when they want one.
///
/// Linux counts for each thread how long it has stood in the queue for a processor. A thread that
/// sleeps most of the time is served first even where the others starve, so that its own delays
/// say nothing about theirs. On other systems nobody is known to wait.
final class Load {

    private static final File THREADS = new File("/proc/self/task");
    private static final int LOOKED_AT = 200;
    private static final long MOMENT = 50_000_000;

    /// Where threads wait because others of this JVM work, patience stretches to three times.
    private static final double OWN_FAULT = 2 / 3.0;

    /// Where other programs have the processors it stretches further, but does not become endless:
    /// to a hundred times.
    private static final double GREATEST = 99 / 100.0;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final byte[] BUFFER = new byte[100];

    /// Nanoseconds of threads on a processor, and in the queue for one.
    private record Spent(long running, long queued) {

        Spent plus(Spent other) {
            return new Spent(running + other.running, queued + other.queued);
        }
    }

    private static long lookedAt = System.nanoTime();
    private static Spent untilThen = new Spent(0, 0);
    private static double waiting;

    /// The part of the last moments in which threads of this JVM waited for a processor.
    static synchronized double waiting() {
        long now = System.nanoTime();
        if (now - lookedAt >= MOMENT) {
            var spent = spent();
            double time = now - lookedAt;
            double queued = (spent.queued - untilThen.queued) / time;
            double ofOthers = 1 - (spent.running - untilThen.running) / time / PROCESSORS;
            waiting = Math.clamp(queued, 0, Math.clamp(ofOthers, OWN_FAULT, GREATEST));
            untilThen = spent;
            lookedAt = now;
        }
        return waiting;
    }

    /// What the threads that live now have spent in their lives.
    private static Spent spent() {
        var threads = THREADS.list();
        var sum = new Spent(0, 0);
        for (int i = 0; threads != null && i < Math.min(LOOKED_AT, threads.length); i++) {
            sum = sum.plus(spent(threads[i]));
        }
        return sum;
    }

    /// The second of three numbers. Nothing is kept of the reading: garbage would be collected, and
    /// with it what a step has left open.
    private static Spent spent(String thread) {
        try (var file = new FileInputStream(THREADS + "/" + thread + "/schedstat")) {
            int length = Math.max(0, file.read(BUFFER));
            var numbers = new String(BUFFER, 0, length, StandardCharsets.US_ASCII).split(" ");
            return numbers.length < 3
                    ? new Spent(0, 0)
                    : new Spent(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
        } catch (IOException e) {
            return new Spent(0, 0); // It has ended, or this system does not tell.
        }
    }

    private Load() {}
}
