package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import kit.Points;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import timeouts.Backoff.Policy;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final DoubleSupplier ALMOST_ONE = () -> Math.nextDown(1.0);

    private final TestClock clock = TestClock.stillAt(Long.MAX_VALUE - 10_000_000_000L);
    private int calls;

    @Test
    @Order(1)
    void a_call_is_repeated_until_it_succeeds() throws Exception {
        var policy = new Policy(3, SECOND, DAY, DAY);
        assertEquals(
                "answer",
                backoff(policy, () -> fail("chance is not asked")).retry(() -> answer("answer")));

        var backoff = backoff(policy, ALMOST_ONE);
        for (int i = 0; i < 2; i++) {
            Queue<Exception> failures =
                    new ArrayDeque<>(
                            List.of(
                                    new ConnectException("refused"),
                                    new SocketTimeoutException("late")));
            assertEquals(
                    "answer",
                    backoff.retry(() ->
                            failures.isEmpty() ? answer("answer") : failing(failures.remove())));
        }
        assertEquals(7, calls, "calls");
        clock.hasSleptFor(1000, 2000, 1000, 2000);
    }

    @Test
    @Order(2)
    void other_failures_are_thrown_at_once() {
        var backoff = backoff(new Policy(3, SECOND, DAY, DAY), ALMOST_ONE);
        var failures =
                List.of(
                        new UnknownHostException("nowhere.test"), new ProtocolException("nonsense"),
                        new NoRouteToHostException("no route"),
                                new SocketException("Connection reset"),
                        new InterruptedIOException(), new InterruptedException(),
                        new IllegalStateException(), new Error("out of order"));

        for (var failure : failures) {
            assertSame(
                    failure,
                    assertThrows(failure.getClass(), () -> backoff.retry(() -> failing(failure))));
        }
        assertEquals(failures.size(), calls, "calls");
        clock.hasSleptFor();
    }

    @Test
    @Order(3)
    void the_pauses_double_up_to_the_cap() {
        var forEver = Duration.ofSeconds(Long.MAX_VALUE);
        var policy = new Policy(100, Duration.ofMillis(100), Duration.ofSeconds(60), forEver);

        assertGivesUp(backoff(policy, ALMOST_ONE));
        clock.hasSleptFor(
                LongStream.iterate(100, pause -> Math.min(2 * pause, 60_000)).limit(99).toArray());
    }

    @Test
    @Order(4)
    @Points(2)
    void chance_takes_up_to_a_half_of_each_pause() {
        var numbers = new ArrayDeque<>(List.of(0.0, 0.25, 0.5, 0.75));
        var eight = Duration.ofSeconds(8);
        var justEnough = Duration.ofSeconds(4 + 5 + 6 + 7);

        assertGivesUp(
                backoff(
                        new Policy(5, eight, eight, justEnough),
                        () -> numbers.isEmpty() ? 0 : numbers.remove()));
        clock.hasSleptFor(4000, 5000, 6000, 7000);
    }

    @Test
    @Order(5)
    void the_last_failure_is_thrown_after_the_last_call() {
        assertGivesUp(backoff(new Policy(1, SECOND, DAY, DAY), ALMOST_ONE));
        assertEquals(1, calls, "calls");
        clock.hasSleptFor();

        assertGivesUp(backoff(new Policy(3, SECOND, DAY, DAY), ALMOST_ONE));
        assertEquals(1 + 3, calls, "calls");
        clock.hasSleptFor(1000, 2000);
    }

    @Test
    @Order(6)
    void a_pause_that_would_end_too_late_is_not_slept() {
        var policy = new Policy(5, Duration.ofSeconds(8), DAY, Duration.ofSeconds(20));

        assertGivesUp(backoff(policy, ALMOST_ONE));
        clock.hasSleptFor(8000);
    }

    @Test
    @Order(7)
    void the_calls_take_time_as_well() {
        var policy = new Policy(50, SECOND, SECOND, Duration.ofSeconds(40));

        assertThrows(
                ConnectException.class,
                () ->
                        backoff(policy, ALMOST_ONE)
                                .retry(() -> {
                                    clock.jumps(Duration.ofSeconds(10));
                                    return failing(new ConnectException("refused after 10 s"));
                                }));
        clock.hasSleptFor(1000, 1000, 1000);
    }

    @Test
    @Order(8)
    void an_interrupt_ends_it() {
        var interrupt = new InterruptedException();
        var backoff =
                new Backoff(
                        new Policy(3, SECOND, DAY, DAY),
                        pause -> {
                            throw interrupt;
                        },
                        clock::nanoTime,
                        ALMOST_ONE);

        assertSame(
                interrupt,
                assertThrows(
                        InterruptedException.class,
                        () -> backoff.retry(() -> failing(new ConnectException("refused")))));
        assertEquals(1, calls, "calls");
    }

    private Backoff backoff(Policy policy, DoubleSupplier random) {
        return new Backoff(policy, clock::sleep, clock::nanoTime, random);
    }

    private String answer(String text) {
        calls++;
        Wire.note("call", "succeeds");
        return text;
    }

    private <T, X extends Throwable> T failing(X failure) throws Exception {
        calls++;
        Wire.note("call", "fails: " + failure);
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    private void assertGivesUp(Backoff backoff) {
        var failure = new ConnectException("refused");
        assertSame(
                failure,
                assertThrows(ConnectException.class, () -> backoff.retry(() -> failing(failure))));
    }
}
