package timeouts;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

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
        var run = new Run();
        Exception last;
        do {
            try {
                return call.call();
            } catch (Exception e) {
                if (!(e instanceof ConnectException) && !(e instanceof SocketTimeoutException)) {
                    throw e;
                }
                last = e;
            }
        } while (run.sleepsAfterAFailure());
        throw last;
    }

    /// What one call of [Backoff#retry] knows.
    private final class Run {

        private final long start = nanoTime.getAsLong();
        private int failures;

        boolean sleepsAfterAFailure() throws InterruptedException {
            if (++failures >= policy.attempts) {
                return false;
            }
            long half = whole() * 500_000;
            long nanos = half + Math.round(half * random.getAsDouble());
            long used = nanoTime.getAsLong() - start;
            if (policy.total.minusNanos(used).minusNanos(nanos).isNegative()) {
                return false;
            }
            sleeper.sleep(Duration.ofNanos(nanos));
            return true;
        }

        /// The pause before chance shortens it, in milliseconds.
        private long whole() {
            long cap = policy.cap.toMillis();
            long pause = policy.first.toMillis();
            for (int i = 1; i < failures && pause < cap; i++) {
                pause = Math.min(cap, 2 * pause);
            }
            return pause;
        }
    }
}
