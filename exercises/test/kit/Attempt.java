package kit;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// A call of the code under test, on a thread of its own, while the specification plays the other
/// side of the wire.
public final class Attempt<T> {

    /// A call that returns nothing.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /// Ticks that a call gets to come to where it waits, or to an end to which it has no reason.
    private static final int A_WHILE = 300;

    /// By now the system itself may give up what a call waits for: Linux asks for a connection for
    /// 127 s. Where a while lasts longer than this, a call that waits has had enough of it.
    private static final Duration LONG_WHILE = Duration.ofSeconds(20);

    private final int step = Wire.step();
    private final Thread thread;
    private volatile Optional<Task> task = Optional.empty();
    private volatile T value;
    private volatile Throwable failure;
    private volatile boolean done;
    private volatile boolean dismissed;

    private Attempt(Thread.Builder builder, Callable<T> call) {
        thread = builder.start(() -> run(call));
    }

    private void run(Callable<T> call) {
        task = Task.ofThisThread();
        try {
            value = call.call();
        } catch (Throwable e) {
            failure = e;
            note(e);
        }
        done = true;
        Patience.changed();
    }

    /// Starts `call` on a platform thread, which is no daemon, as that of `main` is none: threads
    /// take after the one that makes them.
    public static <T> Attempt<T> of(Callable<T> call) {
        return new Attempt<>(Threads.ofTheKit().daemon(false).name("kit-attempt"), call);
    }

    /// Starts `action` on a platform thread.
    public static Attempt<Void> to(Action action) {
        return of(() -> {
            action.run();
            return null;
        });
    }

    /// Waits for the result; fails when the call threw, or still runs when patience is over.
    public T returns() {
        ends();
        if (failure != null) {
            throw new AssertionError("the call threw " + failure, failure);
        }
        return value;
    }

    /// Waits for the call to throw a `type`; fails when it throws another, or returns.
    public <X extends Throwable> X fails(Class<X> type) {
        ends();
        if (failure == null) {
            return fail("expected " + type.getSimpleName() + ", but the call returned" + result());
        }
        if (!type.isInstance(failure)) {
            throw new AssertionError(
                    "expected " + type.getSimpleName() + ", but the call threw " + failure,
                    failure);
        }
        return type.cast(failure);
    }

    /// Waits until the call has returned or thrown.
    public void ends() {
        if (!Patience.until(() -> done)) {
            Wire.ends();
            fail("the call does not return; it waits\n" + whereItIs());
        }
    }

    /// Waits for a call that may well take `time`, without losing patience meanwhile.
    public Attempt<T> isGiven(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        var ticks = new Patience.Ticks(Integer.MAX_VALUE);
        while (!done && System.nanoTime() - end < 0) {
            ticks.next(() -> done);
        }
        return this;
    }

    /// Interrupts the call again and again, until it is over. Returns whether no pause between two
    /// interrupts was longer than `pause`, which a busy machine can make it.
    public boolean endsThoughInterruptedWithin(Duration pause) {
        var last = new AtomicLong(System.nanoTime());
        var longest = new AtomicLong();
        boolean ends =
                Patience.until(() -> {
                    thread.interrupt();
                    long now = System.nanoTime();
                    long since = now - last.getAndSet(now);
                    longest.accumulateAndGet(since, Math::max);
                    return done;
                });
        if (!ends) {
            fail("the call goes on and on while its thread is interrupted");
        }
        return longest.get() < pause.toNanos();
    }

    /// Whether the call has returned or thrown by now.
    public boolean isOver() {
        return done;
    }

    /// Whether the call is over by now, and has thrown a `type`.
    public boolean hasThrown(Class<? extends Throwable> type) {
        return done && type.isInstance(failure);
    }

    /// Lets the call come to where it waits for others, or to its end, which is for the step to
    /// judge. One that works all the time is not waited for long.
    public void getsUnderWay() {
        hasAWhileUntil(() -> done || isWaiting());
    }

    /// Waits until the call is over, which has so much time: patience begins after that.
    public void has(Duration time) {
        long start = System.nanoTime();
        while (!done && !hasPassed(time, start)) {
            Lab.somethingHappened();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("the specification was interrupted", e);
            }
        }
        ends();
    }

    /// Checks that the call, which has reason to go on, does not end for a while.
    public void goesOn(String until) {
        long start = System.nanoTime();
        hasAWhileUntil(() -> done || isWaiting() && hasPassed(LONG_WHILE, start));
        if (failure != null) {
            throw new AssertionError("the call threw " + failure + " before " + until, failure);
        }
        if (done) {
            fail("the call returned" + result() + " before " + until);
        }
    }

    private static boolean hasPassed(Duration time, long start) {
        return System.nanoTime() - start >= time.toNanos();
    }

    private static void hasAWhileUntil(BooleanSupplier reached) {
        var ticks = new Patience.Ticks(A_WHILE);
        while (!reached.getAsBoolean() && ticks.next(reached)) {
            // Once more.
        }
    }

    /// Whether the calling thread is blocked or waiting now, rather than running.
    private boolean isWaiting() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case RUNNABLE -> isInNativeCall();
            default -> false;
        };
    }

    /// How often the thread of the call has gone to sleep so far; 0 on systems that do not say.
    long timesAsleep() {
        return task.map(Task::timesAsleep).orElse(0L);
    }

    /// Interrupts the thread of the call.
    public void interrupt() {
        thread.interrupt();
    }

    /// The lines of the code under test in which the call is now.
    public String whereItIs() {
        return Frames.learners(thread.getStackTrace());
    }

    /// Nobody asks for the result any more: what the call still does is not noted.
    void dismiss() {
        dismissed = true;
    }

    private void note(Throwable thrown) {
        if (!dismissed && step == Wire.step()) {
            var where = Frames.learners(thrown.getStackTrace()).lines().findFirst();
            Wire.note(Wire.YOU, "throw " + thrown + where.map(line -> " " + line).orElse(""));
        }
    }

    private String result() {
        return switch (value) {
            case null -> "";
            case byte[] bytes -> " " + Bytes.summary(bytes);
            case String text -> " \"" + text + "\"";
            default -> " " + value;
        };
    }

    private boolean isInNativeCall() {
        var stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].isNativeMethod();
    }
}
