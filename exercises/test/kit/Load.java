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

    /// However busy a machine is, patience does not become endless: it stretches to three times.
    private static final double GREATEST = 2 / 3.0;

    private static final byte[] BUFFER = new byte[100];
    private static long lookedAt = System.nanoTime();
    private static long queuedUntilThen;
    private static double waiting;

    /// The part of the last moments in which threads of this JVM waited for a processor.
    static synchronized double waiting() {
        long now = System.nanoTime();
        if (now - lookedAt >= MOMENT) {
            long queued = queued();
            double part = (queued - queuedUntilThen) / (double) (now - lookedAt);
            waiting = Math.clamp(part, 0, GREATEST);
            queuedUntilThen = queued;
            lookedAt = now;
        }
        return waiting;
    }

    /// The nanoseconds that the threads that live now have waited for a processor in their lives.
    private static long queued() {
        var threads = THREADS.list();
        long sum = 0;
        for (int i = 0; threads != null && i < Math.min(LOOKED_AT, threads.length); i++) {
            sum += queued(threads[i]);
        }
        return sum;
    }

    /// The second of three numbers. Nothing is kept of the reading: garbage would be collected, and
    /// with it what a step has left open.
    private static long queued(String thread) {
        try (var file = new FileInputStream(THREADS + "/" + thread + "/schedstat")) {
            int length = Math.max(0, file.read(BUFFER));
            var numbers = new String(BUFFER, 0, length, StandardCharsets.US_ASCII).split(" ");
            return numbers.length < 3 ? 0 : Long.parseLong(numbers[1]);
        } catch (IOException e) {
            return 0; // It has ended, or this system does not tell.
        }
    }

    private Load() {}
}
