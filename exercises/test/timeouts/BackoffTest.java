package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kit.Attempt;
import kit.Points;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import timeouts.Backoff.Policy;
import timeouts.Backoff.Sleeper;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration EIGHT = Duration.ofSeconds(8);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final DoubleSupplier ALMOST_ONE = () -> Math.nextDown(1.0);

    private final TestClock clock = TestClock.stillAt(Long.MAX_VALUE - 10_000_000_000L);
    private int calls;

    @Test
    @Order(1)
    void a_call_is_repeated_until_it_succeeds() throws Exception {
        var backoff = backoff(new Policy(9, SECOND, DAY, DAY), ALMOST_ONE);
        var unreachable = new ConnectException("unreachable") {};
        var late = new SocketTimeoutException("late");

        assertEquals("answer", answer(backoff, call(() -> "answer", unreachable, late)));
        assertEquals(3, calls, "calls until there is an answer");
        assertEquals(null, answer(backoff, call(() -> null)));
        assertEquals(3 + 1, calls, "calls, with one that answers null");
        clock.hasSleptFor(1000, 2000);
    }

    @Test
    @Order(2)
    void other_failures_are_thrown_at_once() {
        var backoff = backoff(new Policy(3, SECOND, DAY, DAY), ALMOST_ONE);
        var refused = new ConnectException("refused");
        var reset = new SocketException("Connection reset");
        var failures =
                List.of(
                        new UnknownHostException("nowhere.test"),
                        new ProtocolException("nonsense"),
                        new NoRouteToHostException("no route"),
                        reset,
                        new InterruptedIOException(),
                        new InterruptedException(),
                        new IOException("caused by a refusal", refused),
                        new IllegalStateException(),
                        new Error("out of order"));

        for (var failure : failures) {
            assertThrown(failure, () -> backoff.retry(call(() -> "answer", failure)));
        }
        assertEquals(failures.size(), calls, "calls");
        clock.hasSleptFor();
        assertThrown(reset, () -> backoff.retry(call(() -> "answer", refused, reset)));
        clock.hasSleptFor(1000);
    }

    @Test
    @Order(3)
    void the_pauses_double_up_to_the_cap() throws Exception {
        var policy = new Policy(1000, Duration.ofMillis(100), Duration.ofMinutes(1), YEAR);

        answer(backoff(policy, ALMOST_ONE), call(() -> "answer", refusals(99)));
        clock.hasSleptFor(
                LongStream.iterate(100, pause -> Math.min(2 * pause, 60_000)).limit(99).toArray());
    }

    @Test
    @Order(4)
    @Points(2)
    void one_number_for_each_pause_takes_up_to_a_half_of_it() throws Exception {
        var drawn = new ArrayList<Double>();
        DoubleSupplier quarters =
                () -> {
                    drawn.add(drawn.size() % 4 * 0.25);
                    Wire.note("chance", "gives " + drawn.getLast());
                    return drawn.getLast();
                };

        answer(
                backoff(new Policy(9, EIGHT, EIGHT, DAY), quarters),
                call(() -> "answer", refusals(4)));
        clock.hasSleptFor(4000, 5000, 6000, 7000);
        assertEquals(4, drawn.size(), "numbers drawn for four pauses");

        var sixteen = EIGHT.multipliedBy(2);
        answer(
                backoff(new Policy(9, EIGHT, sixteen, DAY), quarters),
                call(() -> "answer", refusals(2)));
        clock.hasSleptFor(4000, 5000, 6000, 7000, 4000, 10_000);
    }

    @Test
    @Order(5)
    void the_last_failure_is_thrown_after_the_last_call() throws Exception {
        assertGivesUpAfter(3, backoff(new Policy(3, SECOND, DAY, DAY), ALMOST_ONE));
        clock.hasSleptFor(1000, 2000);

        var drawn = new ArrayList<String>();
        DoubleSupplier noted =
                () -> {
                    drawn.add("a number");
                    return 0;
                };
        assertGivesUpAfter(1, backoff(new Policy(1, SECOND, DAY, DAY), noted));
        clock.hasSleptFor(1000, 2000);
        assertEquals(List.of(), drawn, "drawn for the last call, which no pause follows");

        var refused = new ConnectException("refused");
        Callable<String> leavesAnInterrupt =
                () -> {
                    Wire.note("call", "sets the interrupt flag");
                    Thread.currentThread().interrupt();
                    throw failing(refused);
                };
        var once = backoff(new Policy(1, SECOND, DAY, DAY), ALMOST_ONE);
        var attempt = Attempt.of(() -> once.retry(leavesAnInterrupt));
        assertSame(refused, attempt.fails(Exception.class), "thrown");
    }

    @Test
    @Order(6)
    void a_pause_that_would_end_too_late_is_not_slept() {
        var justEnough = Duration.ofSeconds(6 + 12);

        assertGivesUpAfter(3, backoff(new Policy(9, EIGHT, DAY, justEnough), () -> 0.5));
        clock.hasSleptFor(6000, 12_000);
        assertGivesUpAfter(
                2, backoff(new Policy(9, EIGHT, DAY, justEnough.minusMillis(1)), () -> 0.5));
        clock.hasSleptFor(6000, 12_000, 6000);
    }

    @Test
    @Order(7)
    void calls_and_late_sleepers_take_time_as_well() {
        var policy = new Policy(50, SECOND, SECOND, Duration.ofSeconds(40));
        var tenSeconds = Duration.ofSeconds(10);
        Sleeper late =
                pause -> {
                    clock.sleep(pause);
                    clock.jumps(tenSeconds);
                };

        assertGivesUpAfter(4, backoff(policy, ALMOST_ONE), tenSeconds);
        clock.hasSleptFor(1000, 1000, 1000);
        assertGivesUpAfter(5, backoff(policy, late, ALMOST_ONE), Duration.ZERO);
        clock.hasSleptFor(1000, 1000, 1000, 1000, 1000, 1000, 1000);
    }

    @Test
    @Order(8)
    void an_interrupt_ends_it() {
        var interrupt = new InterruptedException();
        Sleeper interrupted =
                pause -> {
                    Wire.note("somebody", "interrupts your sleep");
                    throw interrupt;
                };
        var backoff = backoff(new Policy(3, SECOND, DAY, DAY), interrupted, ALMOST_ONE);
        var refused = new ConnectException("refused");

        assertThrown(interrupt, () -> backoff.retry(call(() -> "answer", refused, refused)));
        assertEquals(1, calls, "calls");
    }

    @Test
    @Order(9)
    void each_call_begins_anew() throws Exception {
        var backoff = backoff(new Policy(3, SECOND, DAY, Duration.ofSeconds(7)), ALMOST_ONE);
        var refused = new ConnectException("refused");
        var inner = call(() -> "inner", refused, refused);
        var outer =
                new ArrayDeque<Callable<String>>(
                        List.of(
                                call(() -> "", refused),
                                () -> {
                                    backoff.retry(inner);
                                    throw failing(refused);
                                },
                                () -> "outer"));

        answer(backoff, call(() -> "first", refused, refused));
        assertEquals("outer", answer(backoff, () -> outer.remove().call()));
        clock.hasSleptFor(1000, 2000, 1000, 1000, 2000, 2000);
    }

    @Test
    @Order(10)
    void the_largest_numbers_of_a_policy_fit() throws Exception {
        var policy = new Policy(Integer.MAX_VALUE, DAY, YEAR, FOR_EVER);

        answer(backoff(policy, ALMOST_ONE), call(() -> "answer", refusals(10)));
        var days = LongStream.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 365);
        clock.hasSleptFor(days.map(TimeUnit.DAYS::toMillis).toArray());

        var failures = 50_000;
        var brief = new Policy(Integer.MAX_VALUE, SECOND, SECOND, FOR_EVER);
        assertEquals(
                failures + 1,
                Attempt.of(() -> backoff(brief, pause -> {}, ALMOST_ONE).retry(after(failures)))
                        .returns(),
                "calls, the last of which succeeds");
    }

    private Backoff backoff(Policy policy, DoubleSupplier random) {
        return backoff(policy, clock::sleep, random);
    }

    private Backoff backoff(Policy policy, Sleeper sleeper, DoubleSupplier random) {
        var pauses = TestClock.words(policy.first()) + " to " + TestClock.words(policy.cap());
        var limits = policy.attempts() + " calls, " + TestClock.words(policy.total()) + " in all";
        Wire.note("policy", "pauses of " + pauses + ", at most " + limits);
        return new Backoff(policy, sleeper, clock::nanoTime, random);
    }

    /// Fails with these failures, one after the other, before it does what comes last.
    private Callable<String> call(Callable<String> last, Throwable... failures) {
        var coming = new ArrayDeque<>(List.of(failures));
        return () -> {
            calls++;
            if (coming.isEmpty()) {
                Wire.note("call", "succeeds");
                return last.call();
            }
            throw failing(coming.remove());
        };
    }

    /// Fails so often, and says so nowhere: there would be too many lines.
    private static Callable<Integer> after(int failures) {
        var refused = new ConnectException("refused");
        var calls = new AtomicInteger();
        return () -> {
            if (calls.incrementAndGet() <= failures) {
                throw refused;
            }
            return calls.get();
        };
    }

    private static String answer(Backoff backoff, Callable<String> call) {
        return Attempt.of(() -> backoff.retry(call)).returns();
    }

    private static Throwable[] refusals(int count) {
        return Stream.generate(() -> new ConnectException("refused"))
                .limit(count)
                .toArray(Throwable[]::new);
    }

    /// What a call throws; an error is thrown here.
    private static Exception failing(Throwable failure) {
        Wire.note("call", "fails: " + failure);
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }

    private void assertGivesUpAfter(int expectedCalls, Backoff backoff) {
        assertGivesUpAfter(expectedCalls, backoff, Duration.ZERO);
    }

    /// Each call takes some time, and fails in its own way.
    private void assertGivesUpAfter(int expectedCalls, Backoff backoff, Duration each) {
        var failures = new ArrayList<Exception>();
        Callable<String> hopeless =
                () -> {
                    if (each.isPositive()) {
                        clock.jumps(each);
                    }
                    failures.add(new ConnectException("refusal " + (failures.size() + 1)));
                    throw failing(failures.getLast());
                };

        var thrown = assertThrows(ConnectException.class, () -> backoff.retry(hopeless));
        assertEquals(expectedCalls, failures.size(), "calls");
        assertThrown(
                failures.getLast(),
                () -> {
                    throw thrown;
                });
    }

    private static void assertThrown(Throwable expected, Executable call) {
        var thrown = assertThrows(Throwable.class, call, "after the failure " + expected);
        assertSame(expected, thrown, "thrown");
        assertEquals(List.of(), List.of(thrown.getSuppressed()), "added to what the call threw");
    }
}
