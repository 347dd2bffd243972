package timeouts;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Tries again, and waits longer before each further try, so that a server in trouble gets time.
///
/// An object may be used for many calls, also for one within another: each begins anew, and knows
/// nothing of the others.
public final class Backoff {

    /// How often and for how long to try. Pauses are whole milliseconds before chance has
    /// shortened them.
    ///
    /// @param attempts the greatest number of calls, at least 1; `Integer.MAX_VALUE` is allowed
    /// @param first the pause after the first failure, before chance has shortened it; positive
    /// @param cap the longest pause, before chance has shortened it; `first` or longer, and at most
    ///     a year
    /// @param total no pause ends later than this after the beginning; positive, and as long as a
    ///     [Duration] can be
    public record Policy(int attempts, Duration first, Duration cap, Duration total) {}

    /// Something like `Thread::sleep`.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    private final Policy policy;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    /// Creates a backoff that sleeps with `sleeper`, takes the time from `nanoTime`, a monotonic
    /// clock such as `System::nanoTime`, and chance from `random`, numbers from 0 up to, but not
    /// including, 1, such as `Math::random` gives.
    public Backoff(Policy policy, Sleeper sleeper, LongSupplier nanoTime, DoubleSupplier random) {
        this.policy = policy;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /// Calls `call`, and returns what it returns, `null` included.
    ///
    /// When a call fails with a [ConnectException] or a [SocketTimeoutException], it is called
    /// again after a pause. Any other failure, an [InterruptedException] or an [Error] included, is
    /// thrown at once. So is the last one when there have been `attempts` calls, or when the pause
    /// would end later than `total` after this method began: then it does not sleep, either. What
    /// is thrown is what the call threw, neither wrapped nor added to.
    ///
    /// The pause after the first failure is `first`, and each further one is twice as long as the
    /// one before, but never longer than `cap`. Of each of these pauses chance takes away up to one
    /// half: `sleeper` gets one half of it plus `random` times the other half, rounded to a
    /// millisecond or not. What chance takes from one pause makes the next no shorter.
    ///
    /// A number is drawn for each pause that is slept, and at most one for a pause that would end
    /// too late. Where no pause follows, none is drawn. Nothing is slept beside the pauses.
    ///
    /// An interrupt while sleeping ends it: the [InterruptedException] is thrown on.
    public <T> T retry(Callable<T> call) throws Exception {
        long start = nanoTime.getAsLong();
        var step = policy.first;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.call();
            } catch (ConnectException | SocketTimeoutException e) {
                if (attempt == policy.attempts) {
                    throw e;
                }
                var pause = shortened(step);
                var end = Duration.ofNanos(nanoTime.getAsLong() - start).plus(pause);
                if (end.compareTo(policy.total) > 0) {
                    throw e;
                }
                sleeper.sleep(pause);
                step = doubled(step);
            }
        }
    }

    private Duration shortened(Duration step) {
        var half = step.dividedBy(2);
        return half.plusNanos((long) (random.getAsDouble() * half.toNanos()));
    }

    private Duration doubled(Duration step) {
        var twice = step.multipliedBy(2);
        return twice.compareTo(policy.cap) < 0 ? twice : policy.cap;
    }
}
