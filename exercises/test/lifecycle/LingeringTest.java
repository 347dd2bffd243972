package lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.time.Duration;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import kit.Points;
import kit.TestClock;
import kit.TimedSocket;
import kit.Trickle;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LingeringTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Longer than any patience on any machine.
    private static final Duration LONG = Duration.ofHours(6);

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /// More than one who does not read has room for, and less than fits with whoever sends it.
    private static final byte[] MUCH = Bytes.pattern(64 * 1024);

    private static final int TWO_DAYS = 2 * 24 * 3600;

    private static final int BYTES = 4 << 20;

    @Test
    @Order(1)
    void the_peer_reads_every_byte_and_then_the_end() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            socket.getOutputStream().write(Bytes.of("good"));
            socket.getOutputStream().write(Bytes.of("bye"));
            var call = close(socket, LONG);
            peer.receives("goodbye");
            peer.seesTheEnd();
            peer.sends("bye");
            peer.finishes();
            call.returns();
            isClosed(socket, "the peer had ended");
        }
    }

    @Test
    @Order(2)
    void what_the_peer_sends_is_read_until_it_ends() {
        var clock = TestClock.still();
        var socket =
                TimedSocket.on(clock)
                        .receives(0, "\0\u00ff\r\n")
                        .receives(10, "\u00ff\0\n")
                        .receives(30, "\n\n")
                        .ends(50);

        close(socket, MINUTE, clock).returns();

        assertEquals(50, clock.elapsed().toSeconds(), "seconds until it closed");
        isClosed(socket, "the peer had ended");
    }

    @Test
    @Order(3)
    @Points(2)
    void bytes_that_are_unread_cost_the_peer_nothing() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var peer = host.accepts()) {
            var in = socket.getInputStream();
            socket.getOutputStream().write(MUCH);
            peer.sends("one more question");
            if (!Patience.until(() -> hasArrived(in, "one more question".length()))) {
                throw Mismatch.of("what the peer has sent", "less");
            }
            var call = close(socket, LONG);
            call.getsUnderWay();
            peer.beginsToRead();
            peer.receives(MUCH);
            peer.seesTheEnd();
            peer.finishes();
            call.returns();
            isClosed(socket, "the peer had ended");
        }
    }

    @Test
    @Order(4)
    @Points(2)
    void no_peer_holds_it_longer_than_the_limit() {
        var clock = TestClock.still();
        var talker =
                TimedSocket.on(clock)
                        .receives(20, "a")
                        .receives(40, "b")
                        .receives(59, "c")
                        .receives(70, "d")
                        .ends(80);
        close(talker, MINUTE.plusNanos(999_999), clock).returns();
        assertEquals(60, clock.elapsed().toSeconds(), "seconds until it gave up");
        isClosed(talker, "the limit was over");

        clock = TestClock.still();
        var silent = TimedSocket.on(clock).ends(3600);
        close(silent, MINUTE, clock).returns();
        assertEquals(60, clock.elapsed().toSeconds(), "seconds until it gave up one who is silent");
        isClosed(silent, "the limit was over");

        clock = TestClock.still();
        var punctual = TimedSocket.on(clock).receives(60, "a").receives(61, "b").ends(70);
        close(punctual, MINUTE, clock).returns();
        assertEquals(60, clock.elapsed().toSeconds(), "seconds when a byte came with the end");
        isClosed(punctual, "the limit was over");
    }

    @Test
    @Order(5)
    void the_limit_counts_from_each_call_by_a_clock_that_may_overflow() {
        var clock = TestClock.stillAt(Long.MAX_VALUE - 1);
        var lingering = new Lingering(clock::nanoTime);
        var first = TimedSocket.on(clock).receives(40, "a").ends(50);
        var second = TimedSocket.on(clock).receives(90, "a").receives(105, "b").ends(120);
        close(lingering, first, MINUTE).returns();
        assertEquals(50, clock.elapsed().toSeconds(), "seconds until it closed the first");
        close(lingering, second, MINUTE).returns();
        assertEquals(50 + 60, clock.elapsed().toSeconds(), "seconds until it gave up the second");
        isClosed(second, "the limit was over");
    }

    @Test
    @Order(6)
    void the_limit_may_be_any_duration() {
        for (var none : new Duration[] {Duration.ZERO, Duration.ofNanos(-1), FOR_EVER.negated()}) {
            var clock = TestClock.still();
            var socket = TimedSocket.on(clock).receives(0, "unread").ends(10);
            close(socket, none, clock).returns();
            assertEquals(0, socket.reads(), "reads without any time");
            assertEquals(0, clock.elapsed().toSeconds(), "seconds until it closed");
            assertEquals(true, socket.isOutputShutdown(), "it has ended what it sends");
            isClosed(socket, "no time at all");
        }
        for (var much : new Duration[] {Duration.ofDays(30), Duration.ofDays(50), FOR_EVER}) {
            var clock = TestClock.still();
            var socket = TimedSocket.on(clock).receives(5, "a").ends(TWO_DAYS);
            close(socket, much, clock).returns();
            assertEquals(TWO_DAYS, clock.elapsed().toSeconds(), "seconds until it closed");
        }
        var clock = TestClock.still();
        var socket = TimedSocket.on(clock).ends(5);
        close(socket, Duration.ofNanos(500_000), clock).returns();
        assertEquals(0, clock.elapsed().toSeconds(), "seconds, of half a millisecond");
    }

    @Test
    @Order(7)
    void nothing_that_it_reads_is_kept() {
        var flood = new Trickle(BYTES, 64);
        close(new EndingSocket(flood), MINUTE, TestClock.still()).returns();
        flood.hasReachedItsEnd();
        flood.hasCostAtMost(BYTES / 1024 / 2);
    }

    @Test
    @Order(8)
    void what_the_caller_has_set_or_ended_does_not_matter() throws Exception {
        var clock = TestClock.still();
        var hasty = TimedSocket.on(clock).receives(20, "a").ends(30);
        hasty.setSoTimeout(10);
        Wire.note("caller", "has set a timeout of 10 ms for reads, and ended what it sends");
        hasty.shutdownOutput();
        close(hasty, MINUTE, clock).returns();
        assertEquals(30, clock.elapsed().toSeconds(), "seconds until it closed");

        for (int seconds : new int[] {0, 3600}) {
            try (var host = Host.deaf();
                    var socket = connect(host);
                    var peer = host.accepts()) {
                socket.getOutputStream().write(MUCH);
                socket.setSoLinger(true, seconds);
                Wire.note("caller", "has set SO_LINGER to " + seconds);
                close(socket, Duration.ZERO).returns();
                isClosed(socket, "no time at all");
                peer.beginsToRead();
                peer.receives(MUCH);
                peer.seesTheEnd();
            }
        }
    }

    @Test
    @Order(9)
    void a_failure_is_passed_on_and_the_socket_is_closed() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = close(socket, LONG);
            peer.seesTheEnd();
            peer.resets();
            call.fails(SocketException.class);
            isClosed(socket, "the peer had reset the connection");
        }
        var failure = new SocketException("out of order");
        var clock = TestClock.still();
        var failing = TimedSocket.on(clock).receives(10, "a").fails(20, failure);
        assertSame(failure, close(failing, MINUTE, clock).fails(IOException.class));
        assertEquals(20, clock.elapsed().toSeconds(), "seconds until it failed");
        isClosed(failing, "reading had failed");

        var broken = new BrokenSocket(failure, false);
        assertSame(failure, close(broken, LONG).fails(IOException.class));
        isClosed(broken, "ending had failed");

        var stubborn = new BrokenSocket(failure, true);
        assertSame(failure, abort(stubborn).fails(IOException.class));
        isClosed(stubborn, "to tell it to reset had failed");
    }

    @Test
    @Order(10)
    void a_closed_socket_is_left_at_that() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            isClosedByTheCaller(socket);
            close(socket, LONG).returns();
            close(socket, Duration.ZERO).returns();
            abort(socket).returns();
            peer.seesTheEnd();
        }
    }

    @Test
    @Order(11)
    @Points(2)
    void whoever_is_aborted_meets_a_reset() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            isReset(socket, peer);
        }
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            socket.setSoLinger(true, 3600);
            Wire.note("caller", "has set SO_LINGER to 3600");
            peer.sends("unread");
            peer.finishes();
            isReset(socket, peer);
        }
        try (var host = Host.deaf();
                var socket = connect(host);
                var peer = host.accepts()) {
            socket.getOutputStream().write(MUCH);
            abort(socket).returns();
            peer.beginsToRead();
            peer.seesAReset();
            if (peer.available() == MUCH.length) {
                throw Mismatch.of("what has not reached the peer to be thrown away", "all of it");
            }
        }
    }

    private static void isReset(Socket socket, Peer peer) {
        abort(socket).returns();
        peer.seesAReset();
        isClosed(socket, "it was aborted");
    }

    private static Socket connect(Host host) throws IOException {
        var socket = new Socket();
        socket.setSendBufferSize(4 * MUCH.length);
        socket.connect(host.address());
        return socket;
    }

    private static Attempt<Void> close(Socket socket, Duration limit) {
        return close(socket, limit, TestClock.running());
    }

    private static Attempt<Void> close(Socket socket, Duration limit, TestClock clock) {
        return close(new Lingering(clock::nanoTime), socket, limit);
    }

    private static Attempt<Void> close(Lingering lingering, Socket socket, Duration limit) {
        Wire.note("caller", "closes with a limit of " + TestClock.words(limit));
        return Attempt.to(() -> lingering.close(socket, limit));
    }

    private static Attempt<Void> abort(Socket socket) {
        Wire.note("caller", "aborts");
        return Attempt.to(() -> Lingering.abort(socket));
    }

    private static void isClosedByTheCaller(Socket socket) throws IOException {
        Wire.note("caller", "closes the socket");
        socket.close();
    }

    private static void isClosed(Socket socket, String when) {
        assertEquals("closed", socket.isClosed() ? "closed" : "open", "socket when " + when);
    }

    private static boolean hasArrived(InputStream in, int count) {
        try {
            return in.available() >= count;
        } catch (IOException e) {
            return false;
        }
    }

    /// A connection whose peer sends this and ends.
    private static final class EndingSocket extends Socket {

        private final InputStream in;

        EndingSocket(InputStream in) {
            this.in = in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public void setSoTimeout(int millis) {
            // Nothing takes time here.
        }

        @Override
        public void shutdownOutput() {
            // There is nobody to tell.
        }

        @Override
        public void shutdownInput() {
            // Nothing more is read.
        }

        @Override
        public boolean isConnected() {
            return true;
        }
    }

    /// A connection that can be told to reset, or ended, but not both.
    private static final class BrokenSocket extends Socket {

        private final SocketException failure;
        private final boolean whenToldToReset;

        BrokenSocket(SocketException failure, boolean whenToldToReset) {
            this.failure = failure;
            this.whenToldToReset = whenToldToReset;
        }

        @Override
        public void shutdownOutput() throws IOException {
            if (!whenToldToReset) {
                throw failure;
            }
        }

        @Override
        public void setSoLinger(boolean on, int seconds) throws SocketException {
            if (whenToldToReset) {
                throw failure;
            }
        }

        @Override
        public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
            if (whenToldToReset) {
                throw failure;
            }
            return this;
        }

        @Override
        public boolean isConnected() {
            return true;
        }
    }
}
