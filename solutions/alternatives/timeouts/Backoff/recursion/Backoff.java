package timeouts;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Each failed call leads to one with less: fewer attempts, a longer pause.
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
        return retry(call, nanoTime.getAsLong(), policy.attempts, 1);
    }

    private <T> T retry(Callable<T> call, long start, int attemptsLeft, double factor)
            throws Exception {
        Exception failure;
        try {
            return call.call();
        } catch (ConnectException e) {
            failure = e;
        } catch (SocketTimeoutException e) {
            failure = e;
        }
        if (attemptsLeft <= 1) {
            throw failure;
        }
        double whole = Math.min(policy.first.toNanos() * factor, policy.cap.toNanos());
        double nanos = whole * (1 + random.getAsDouble()) / 2;
        var pause = Duration.ofNanos(Math.round(nanos));
        var end = pause.plusNanos(nanoTime.getAsLong() - start);
        if (end.compareTo(policy.total) > 0) {
            throw failure;
        }
        sleeper.sleep(pause);
        return retry(call, start, attemptsLeft - 1, Math.min(factor * 2, 1e30));
    }
}
