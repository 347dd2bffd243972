package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kit.Attempt;
import kit.BlackHole;
import kit.Host;
import kit.Loopback;
import kit.Points;
import kit.Switchboard;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class HappyEyeballsTest {

    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration ALMOST_A_MILLI = Duration.ofNanos(999_999);

    private static final InetSocketAddress A = address("192.0.2.1");
    private static final InetSocketAddress B = address("192.0.2.2");
    private static final InetSocketAddress C = address("192.0.2.3");
    private static final InetSocketAddress D = address("192.0.2.4");
    private static final InetSocketAddress E = address("192.0.2.5");
    private static final InetSocketAddress F = address("192.0.2.6");
    private static final InetSocketAddress SIX = address("2001:db8::6");
    private static final InetSocketAddress SEVEN = address("2001:db8::7");

    private Switchboard board;

    @BeforeEach
    void open() throws Exception {
        board = Switchboard.open();
    }

    @AfterEach
    void close() throws Exception {
        board.close();
    }

    @Test
    @Order(1)
    void after_a_refusal_the_next_is_tried_at_once() throws Exception {
        try (var closed = Loopback.refusing();
                var server = Host.open()) {
            var refusing = (InetSocketAddress) closed.getLocalSocketAddress();
            board.answers(C);
            assertConnects(LONG, LONG, refusing, server, C);
            assertEquals(2, board.taken(), "sockets taken until the second address answers");
            assertConnects(MONTH, MONTH, refusing, server, C);
        }
    }

    @Test
    @Order(2)
    @Points(2)
    void a_silent_address_is_overtaken_after_the_stagger() throws Exception {
        try (var hole = BlackHole.open();
                var server = Host.open()) {
            assertConnects(MOMENT, LONG, hole.address(), server);
        }
    }

    @Test
    @Order(3)
    void an_attempt_that_has_begun_goes_on() throws Exception {
        board.answersOnceTried(A, B);
        board.staysSilent(B);

        try (var socket = connect(MOMENT, LONG, A, B).returns()) {
            assertEquals(Optional.of("192.0.2.1"), board.addressOf(socket), "connected to");
            board.keepsOpenOnly(socket);
        }

        board.answersOnceFailed(A, C);
        board.refuses(C);
        var socket = connect(MOMENT, LONG, A, C).returns();
        assertEquals(Optional.of("192.0.2.1"), board.addressOf(socket), "connected to");
        board.keepsOpenOnly(socket);
    }

    @Test
    @Order(4)
    @Points(2)
    void before_the_stagger_is_over_nobody_else_is_tried() {
        board.staysSilent(A);
        board.answers(B);
        board.refuses(C);

        connect(LONG, Duration.ZERO, A, B).fails(SocketTimeoutException.class);
        connect(LONG, YEAR.negated(), A, B).fails(SocketTimeoutException.class);
        assertEquals(0, board.taken(), "sockets taken in no time");
        connect(LONG, ALMOST_A_MILLI, A, B).fails(SocketTimeoutException.class);
        connect(LONG, Duration.ofMillis(100), C, A, B).fails(SocketTimeoutException.class);
        assertFalse(board.tried().contains("192.0.2.2"), "the last address is tried");
        board.keepsOpenOnly();
    }

    @Test
    @Order(5)
    void the_families_take_turns() {
        board.refuses(A, B, C, SIX, SEVEN);

        connect(LONG, LONG, A, B, SIX, C).fails(ConnectException.class);
        connect(LONG, LONG, SIX, SEVEN, A).fails(ConnectException.class);
        connect(LONG, LONG, SIX, A, B).fails(ConnectException.class);
        connect(LONG, LONG, A, A, A).fails(ConnectException.class);
        connect(LONG, LONG, A, B, C, SIX, SEVEN).fails(ConnectException.class);
        assertEquals(1, board.mostAtOnce(), "attempts at once");
        assertEquals(
                Stream.of(A, SIX, B, C, SIX, A, SEVEN, SIX, A, B, A, A, A, A, SIX, B, SEVEN, C)
                        .map(Switchboard::words)
                        .toList(),
                board.tried(),
                "tried");
    }

    @Test
    @Order(6)
    void when_all_have_failed_the_last_tells_of_the_others() {
        board.refuses(A, B, C);
        connect(LONG, LONG, A, B, C).ends();
        assertEquals(1, board.mostAtOnce(), "attempts at once");

        var failure = connect(LONG, LONG, A, B, C).fails(ConnectException.class);
        var by = "Connection refused by ";
        assertEquals(by + "192.0.2.3", failure.getMessage());
        assertEquals(
                List.of(by + "192.0.2.1", by + "192.0.2.2"),
                Stream.of(failure.getSuppressed()).map(Throwable::getMessage).toList());

        connect(LONG, LONG).fails(IllegalArgumentException.class);
    }

    @Test
    @Order(7)
    void a_second_winner_is_closed() throws Exception {
        board.answerTogether(A, B);

        var socket = connect(MOMENT, LONG, A, B).returns();
        board.keepsOpenOnly(socket);
    }

    @Test
    @Order(8)
    void an_interrupt_closes_everything() {
        board.staysSilent(A);
        board.staysSilent(B);

        var call =
                Attempt.of(() -> {
                    var thrown =
                            assertThrows(
                                    InterruptedIOException.class,
                                    () ->
                                            HappyEyeballs.connect(
                                                    List.of(A, B), MOMENT, LONG, board::socket));
                    assertFalse(thrown instanceof SocketTimeoutException, "a timeout: " + thrown);
                    return Thread.currentThread().isInterrupted();
                });
        board.isTriedBy(call, B);
        call.interrupt();

        assertTrue(call.returns(), "the interrupt flag is set");
        board.keepsOpenOnly();
    }

    @Test
    @Order(9)
    void the_stagger_counts_from_the_last_attempt() throws Exception {
        var stagger = Duration.ofMillis(400);
        board.refuses(A, B, C);
        board.staysSilent(D);
        board.staysSilent(E);
        board.answers(F);

        // Three begin because one has failed, two because a stagger is over. That they may be late
        // is left alone: the machine may be busy.
        long start = System.nanoTime();
        connect(stagger, LONG, A, B, C, D, E, F).isGiven(Duration.ofSeconds(10)).returns().close();
        var time = board.timeToTrying(F, start);
        if (time.compareTo(stagger.multipliedBy(2)) < 0) {
            fail(
                    "192.0.2.6 was tried too soon, "
                            + TestClock.words(time)
                            + " after the call, when three had failed");
        }
        aFailurePutsOffTheNext();
    }

    /// A failure lets one attempt begin early, and the next one waits for a whole stagger after that.
    private void aFailurePutsOffTheNext() throws Exception {
        var stagger = Duration.ofMillis(900);
        var half = stagger.dividedBy(2);
        board.refusesAfter(half, A);
        board.staysSilent(B);
        board.answers(C);

        // On a busy machine the failure may come after the stagger, and tells nothing.
        boolean early = false;
        for (int i = 0; i < 5 && !early; i++) {
            long start = System.nanoTime();
            connect(stagger, LONG, A, B, C).isGiven(Duration.ofSeconds(10)).returns().close();
            early = board.timeToTrying(B, start).compareTo(stagger) < 0;
            var time = board.timeToTrying(C, start);
            if (early && time.compareTo(half.plus(stagger)) < 0) {
                fail("192.0.2.3 was tried less than a stagger after 192.0.2.2");
            }
        }
    }

    private void assertConnects(
            Duration stagger,
            Duration total,
            InetSocketAddress hopeless,
            Host server,
            InetSocketAddress... further)
            throws Exception {
        board.passesOn(hopeless, server.address());
        var first = Stream.of(hopeless, server.address());
        var addresses = Stream.concat(first, Stream.of(further)).toArray(InetSocketAddress[]::new);

        try (var socket = connect(stagger, total, addresses).returns();
                var peer = server.accepts()) {
            board.keepsOpenOnly(socket);
            socket.getOutputStream().write('!');
            peer.receives("!");
        }
    }

    private Attempt<Socket> connect(
            Duration stagger, Duration total, InetSocketAddress... addresses) {
        Wire.note(
                "caller",
                "wants a connection within "
                        + TestClock.words(total)
                        + ", with a stagger of "
                        + TestClock.words(stagger));
        return Attempt.of(
                () -> HappyEyeballs.connect(List.of(addresses), stagger, total, board::socket));
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 80);
    }
}
