package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kit.Attempt;
import kit.BlackHole;
import kit.Host;
import kit.Loopback;
import kit.Names;
import kit.OpenSockets;
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
    private static final Duration LESS_THAN_NOTHING = Duration.ofSeconds(Long.MIN_VALUE);

    /// Whole milliseconds are cut, and some waits end a little before their time.
    private static final Duration ROUNDING = Duration.ofMillis(5);

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
        assertEquals(List.of("server.test"), Names.lookups(), "names looked up");
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
    void no_other_address_is_tried() throws Exception {
        try (var server = Host.open()) {
            Names.give("refuses.test", "127.0.0.2", "127.0.0.1");
            Names.give("fails.test", "255.255.255.255", "127.0.0.1");
            Names.give("six.test", "::1", "127.0.0.1");

            for (var name : List.of("refuses.test", "fails.test", "six.test")) {
                Wire.note("caller", "wants to connect to " + name);
                Attempt.of(() -> within(LONG, name, server.port())).returns();
                server.hasNoMoreVisitors();
            }
            connected("127.0.0.1", server.port(), LONG).close();
        }
    }

    @Test
    @Order(4)
    void other_failures_are_told_apart() throws Exception {
        assertOutcome("UnknownHost", "nowhere.test", 80, LONG);

        var outcome = assertOutcome("Other", "255.255.255.255", 80, LONG); // It is never sent.
        var other = assertInstanceOf(Outcome.Other.class, outcome);
        assertInstanceOf(SocketException.class, other.failure(), "the failure");
    }

    @Test
    @Order(5)
    void whoever_does_not_answer_is_timed_out() throws Exception {
        try (var hole = BlackHole.open()) {
            for (int millis : new int[] {300, 600}) { // A busy machine may hide what is early once.
                var total = Duration.ofMillis(millis);
                var start = clock.elapsed();
                assertOutcome("TimedOut", "127.0.0.1", hole.address().getPort(), total);

                var took = clock.elapsed().minus(start);
                assertFalse(
                        took.plus(ROUNDING).compareTo(total) < 0,
                        "early, after " + TestClock.words(took));
            }
        }
    }

    @Test
    @Order(6)
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
    @Order(7)
    void slow_look_ups_keep_no_other_call_waiting() throws Exception {
        int moreThanAnySharedPool = Runtime.getRuntime().availableProcessors() + 1;
        try (var server = Host.open();
                var nobody = Loopback.refusing();
                var slow = SlowName.of("slow.test", "127.0.0.1")) {
            Wire.note("callers", moreThanAnySharedPool + " of them want to connect to slow.test");
            var calls =
                    Stream.generate(() ->
                                    Attempt.of(
                                            () -> within(LONG, "slow.test", nobody.getLocalPort())))
                            .limit(moreThanAnySharedPool)
                            .toList();
            slow.isAskedBy(calls.getFirst());
            calls.forEach(Attempt::getsUnderWay);

            Names.give("server.test", "127.0.0.1");
            connected("server.test", server.port(), LONG).close();
            server.accepts().close();
            slow.answers();
            calls.forEach(Attempt::ends);
        }
    }

    @Test
    @Order(8)
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
    @Order(9)
    void no_duration_and_no_clock_misleads_it() throws Exception {
        try (var hole = BlackHole.open();
                var server = Host.open()) {
            for (var total : List.of(Duration.ZERO, LESS_THAN_NOTHING)) {
                var outcome = connect("localhost", server.port(), total);
                assertEquals(List.of(), Names.lookups(), "names looked up without any time");
                assertInstanceOf(Outcome.TimedOut.class, outcome);
            }
            server.hasNoMoreVisitors();

            clock = TestClock.stillUntilItJumps();
            Names.answer(
                    "slow.test",
                    () -> {
                        clock.jumps(LONG.minusNanos(999_999));
                        return List.of(hole.address().getAddress());
                    });
            assertOutcome("TimedOut", "slow.test", hole.address().getPort(), LONG);

            clock = TestClock.runningFrom(Long.MIN_VALUE);
            Wire.note("clock", "is negative");
            connected("127.0.0.1", server.port(), LONG).close();
            clock = TestClock.runningFrom(Long.MAX_VALUE - LONG.dividedBy(2).toNanos());
            Wire.note("clock", "is about to overflow");
            connected("127.0.0.1", server.port(), LONG).close();
            connected("127.0.0.1", server.port(), FOR_EVER).close();
        }
    }

    @Test
    @Order(10)
    void an_interrupt_ends_the_wait_for_a_look_up() {
        try (var slow = SlowName.of("slow.test", "127.0.0.1")) {
            var call =
                    Attempt.of(() -> {
                        var outcome = within(LONG, "slow.test", 80);
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

    private Outcome assertOutcome(String expected, String host, int port, Duration total)
            throws Exception {
        var before = OpenSockets.now();
        var outcome = connect(host, port, total);
        if (outcome instanceof Outcome.Connected connected) {
            connected.socket().close();
        }
        assertEquals(expected, outcome.getClass().getSimpleName(), "connecting to " + host);
        before.areAllThereAre();
        return outcome;
    }

    private Socket connected(String host, int port, Duration total) {
        var outcome = connect(host, port, total);
        return assertInstanceOf(Outcome.Connected.class, outcome).socket();
    }

    private Outcome connect(String host, int port, Duration total) {
        Wire.note("caller", "wants to connect to " + host + " within " + TestClock.words(total));
        return Attempt.of(() -> within(total, host, port)).returns();
    }

    private Outcome within(Duration total, String host, int port) {
        return ConnectEx.connect(host, port, total, clock::nanoTime);
    }
}
