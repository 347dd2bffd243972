package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import kit.Attempt;
import kit.BlackHole;
import kit.Host;
import kit.Loopback;
import kit.Names;
import kit.Points;
import kit.SlowName;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import timeouts.ConnectEx.Outcome;

class ConnectExTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private TestClock clock = TestClock.running();

    @Test
    @Order(1)
    void whoever_listens_is_connected() throws Exception {
        Names.give("server.test", "127.0.0.1", "255.255.255.255");

        try (var server = Host.open();
                var socket = connected("server.test", server.port(), LONG);
                var peer = server.accepts()) {
            socket.getOutputStream().write('!');
            peer.receives("!");
        }
    }

    @Test
    @Order(2)
    void whoever_says_no_has_refused() throws Exception {
        try (var closed = Loopback.refusing()) {
            assertOutcome("Refused", "127.0.0.1", closed.getLocalPort(), LONG);
        }
    }

    @Test
    @Order(3)
    void other_failures_are_told_apart() throws Exception {
        assertOutcome("UnknownHost", "nowhere.test", 80, LONG);
        assertOutcome("Other", "255.255.255.255", 80, LONG); // The kernel refuses to send.
    }

    @Test
    @Order(4)
    void whoever_does_not_answer_is_timed_out() throws Exception {
        try (var hole = BlackHole.open()) {
            assertOutcome("TimedOut", "127.0.0.1", hole.address().getPort(), SHORT);
        }
    }

    @Test
    @Order(5)
    @Points(2)
    void a_slow_look_up_is_timed_out() throws Exception {
        try (var server = Host.open();
                var slow = SlowName.of("slow.test", "127.0.0.1")) {
            for (var total = SHORT; !slow.wasAsked(); total = total.multipliedBy(2)) {
                assertTrue(total.compareTo(LONG) < 0, "slow.test is looked up");
                assertOutcome("TimedOut", "slow.test", server.port(), total);
            }

            assertTrue(slow.isAskedByDaemons(), "the look-up that goes on lets the JVM end");
            slow.answers();
            server.hasNoMoreVisitors();
        }
    }

    @Test
    @Order(6)
    @Points(2)
    void what_the_look_up_takes_is_not_there_for_connecting() throws Exception {
        try (var server = Host.open()) {
            Names.answer(
                    "slow.test",
                    () -> {
                        clock.jumps(LONG);
                        return List.of(server.address().getAddress());
                    });

            assertOutcome("TimedOut", "slow.test", server.port(), LONG);
            server.hasNoMoreVisitors();
        }
    }

    @Test
    @Order(7)
    void the_shortest_time_is_not_for_ever_and_the_longest_is() throws Exception {
        try (var hole = BlackHole.open();
                var server = Host.open()) {
            assertOutcome("TimedOut", "localhost", server.port(), Duration.ZERO);
            assertOutcome(
                    "TimedOut", "localhost", server.port(), Duration.ofSeconds(Long.MIN_VALUE));
            assertEquals(List.of(), Names.lookups(), "names looked up without any time");
            server.hasNoMoreVisitors();

            clock = TestClock.stillUntilItJumps();
            Names.answer(
                    "slow.test",
                    () -> {
                        clock.jumps(LONG.minusNanos(999_999));
                        return List.of(hole.address().getAddress());
                    });
            assertOutcome("TimedOut", "slow.test", hole.address().getPort(), LONG);

            connected("127.0.0.1", server.port(), FOR_EVER).close();
            server.accepts().close();
        }
    }

    @Test
    @Order(8)
    void an_interrupt_ends_the_wait_for_a_look_up() {
        try (var slow = SlowName.of("slow.test", "127.0.0.1")) {
            var call =
                    Attempt.of(() -> {
                        var outcome = ConnectEx.connect("slow.test", 80, LONG, clock::nanoTime);
                        assertTrue(
                                Thread.currentThread().isInterrupted(),
                                "the interrupt flag is set");
                        return outcome;
                    });
            slow.isAskedBy(call);
            call.interrupt();

            var other = assertInstanceOf(Outcome.Other.class, call.returns());
            assertInstanceOf(InterruptedIOException.class, other.failure());
        }
    }

    private void assertOutcome(String expected, String host, int port, Duration total)
            throws Exception {
        var outcome = connect(host, port, total);
        if (outcome instanceof Outcome.Connected connected) {
            connected.socket().close();
        }
        assertEquals(expected, outcome.getClass().getSimpleName(), "connecting to " + host);
    }

    private Socket connected(String host, int port, Duration total) {
        var outcome = connect(host, port, total);
        return assertInstanceOf(Outcome.Connected.class, outcome).socket();
    }

    private Outcome connect(String host, int port, Duration total) {
        Wire.note("caller", "wants to connect to " + host + " within " + TestClock.words(total));
        return Attempt.of(() -> ConnectEx.connect(host, port, total, clock::nanoTime)).returns();
    }
}
