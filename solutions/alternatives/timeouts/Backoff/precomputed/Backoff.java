package timeouts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Computes in milliseconds, with an endless stream of pauses that `attempts` limits.
public final class Backoff {

    public record Policy(int attempts, Duration first, Duration cap, Duration total) {}

    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    private final Policy policy;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    public Backoff(Policy policy, Sleeper sleeper, LongSupplier nanoTime, DoubleSupplier random) {
        this.policy = policy;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    public <T> T retry(Callable<T> call) throws Exception {
        long begin = nanoTime.getAsLong();
        Iterator<Long> pauses =
                LongStream.iterate(
                                policy.first.toMillis(),
                                p -> Math.min(2 * p, policy.cap.toMillis()))
                        .limit(policy.attempts - 1L)
                        .boxed()
                        .iterator();
        while (true) {
            try {
                return call.call();
            } catch (IOException e) {
                boolean hopeful =
                        e instanceof ConnectException || e instanceof SocketTimeoutException;
                if (!hopeful || !pauses.hasNext()) {
                    throw e;
                }
                double share = 0.5 + random.getAsDouble() / 2;
                var pause = Duration.ofMillis((long) (pauses.next() * share));
                var used = Duration.ofNanos(nanoTime.getAsLong() - begin);
                if (policy.total.minus(used).compareTo(pause) < 0) {
                    throw e;
                }
                sleeper.sleep(pause);
            }
        }
    }
}
