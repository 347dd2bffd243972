package timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Peer;
import kit.Points;
import kit.TestClock;
import kit.TimedSocket;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class DeadlineReaderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private Host host;
    private Peer peer;
    private Socket socket;

    @AfterEach
    void close() throws IOException {
        if (peer != null) {
            socket.close();
            peer.close();
            host.close();
        }
    }

    @Test
    @Order(1)
    void a_line_ends_at_its_lf() throws Exception {
        var reader = connected();
        peer.sends("one\n\n caf\u00c3\u00a9 \r\n\u00ff?\n");

        assertEquals("one", lineOf(reader, MINUTE, 80));
        assertEquals("", lineOf(reader, MINUTE, 80));
        assertEquals(visible(" caf\u00e9 \r"), visible(lineOf(reader, MINUTE, 80)));
        assertEquals(visible("\ufffd?"), visible(lineOf(reader, MINUTE, 80)), "malformed UTF-8");
    }

    @Test
    @Order(2)
    void what_follows_the_line_stays_in_the_socket() throws Exception {
        var reader = connected();
        peer.sends("SEND 4\n\0\1\2\3");

        lineOf(reader, MINUTE, 80);

        var following = Attempt.of(() -> socket.getInputStream().readNBytes(4)).returns();
        assertEquals("\"\\x00\\x01\\x02\\x03\"", Bytes.visible(following));
    }

    @Test
    @Order(3)
    @Points(2)
    void bytes_that_trickle_in_do_not_move_the_deadline() {
        var clock = TestClock.still();
        var slow =
                TimedSocket.on(clock)
                        .receives(20, "a")
                        .receives(40, "b")
                        .receives(60, "c")
                        .receives(70, "d\n");

        assertTimesOut(reader(slow, clock), MINUTE.plusNanos(999_999));
        assertEquals(60, clock.elapsed().toSeconds(), "seconds until it gave up");

        clock = TestClock.still();
        var punctual = TimedSocket.on(clock).receives(60, "a").receives(70, "b\n");
        assertTimesOut(reader(punctual, clock), MINUTE);
        assertEquals(60, clock.elapsed().toSeconds(), "seconds when a byte came with the end");
    }

    @Test
    @Order(4)
    void no_clock_misleads_it() throws Exception {
        var clock = TestClock.stillAt(Long.MAX_VALUE - 1);
        var hour = Duration.ofHours(1);
        var slow =
                TimedSocket.on(clock)
                        .at(20, () -> clock.setsTheWallClock(hour))
                        .receives(50, "one\n")
                        .at(60, () -> clock.setsTheWallClock(hour.negated()))
                        .receives(120, "two\n");
        var reader = reader(slow, clock);

        assertEquals("one", lineOf(reader, MINUTE, 80));
        assertTimesOut(reader, MINUTE);
        assertEquals(50 + 60, clock.elapsed().toSeconds(), "seconds until it gave up");
    }

    @Test
    @Order(5)
    @Points(2)
    void an_unfinished_line_is_kept_for_the_next_call() throws Exception {
        var clock = TestClock.still();
        var slow =
                TimedSocket.on(clock)
                        .receives(10, "ca")
                        .receives(70, "f\u00c3")
                        .receives(130, "\u00a9\nnext\n");
        var other = TimedSocket.on(clock).receives(10, "another\n");
        var reader = reader(slow, clock);

        assertTimesOut(reader, MINUTE);
        assertEquals("another", lineOf(reader(other, clock), MINUTE, 80), "by another reader");
        assertFails(SocketTimeoutException.class, reader, Duration.ZERO, 80);
        assertTimesOut(reader, MINUTE);
        assertEquals("caf\u00e9", lineOf(reader, MINUTE, 80));
        assertEquals("next", lineOf(reader, MINUTE, 80));
    }

    @Test
    @Order(6)
    void a_line_that_is_too_long_is_refused_before_its_end() throws Exception {
        var reader = connected();
        peer.sends("\n\u00c3\u00a9\u00c3\u00a9\n\u00c3\u00a9\u00c3\u00a9!?");

        assertEquals("", lineOf(reader, MINUTE, 0));
        assertEquals("\u00e9\u00e9", lineOf(reader, MINUTE, 4));
        assertFails(ProtocolException.class, reader, MINUTE, 4);
        int next = Attempt.of(() -> socket.getInputStream().read()).returns();
        assertEquals('?', (char) next, "the next byte in the socket");
    }

    @Test
    @Order(7)
    void kept_bytes_count_towards_the_limit() {
        for (int fewer : new int[] {4, 2}) {
            var clock = TestClock.still();
            var slow = TimedSocket.on(clock).receives(10, "abc").receives(70, "de\n");
            var reader = reader(slow, clock);

            assertTimesOut(reader, MINUTE);
            assertFails(ProtocolException.class, reader, MINUTE, fewer);
            int refused = fewer < "abc".length() ? 60 : 70;
            assertEquals(refused, clock.elapsed().toSeconds(), "seconds until it was refused");
        }
    }

    @Test
    @Order(8)
    void the_end_of_the_stream_ends_no_line() throws Exception {
        var reader = connected();
        peer.sends("one\0\nunfinished");
        peer.finishes();

        assertEquals("one\0", lineOf(reader, MINUTE, 80));
        assertFails(EOFException.class, reader, MINUTE, 80);
        assertFails(EOFException.class, reader(socket, TestClock.running()), MINUTE, 80);
    }

    @Test
    @Order(9)
    void the_socket_is_left_as_it_was() throws Exception {
        var reader = connected();
        socket.setSoTimeout(54_321);
        peer.sends("one\nunfinished");
        peer.finishes();
        lineOf(reader, MINUTE, 80);
        isLeftAsItWas(socket, "a line");
        call(reader, MINUTE, 80).ends();
        isLeftAsItWas(socket, "the end of the stream");

        var clock = TestClock.still();
        var slow = TimedSocket.on(clock).receives(70, "two\n");
        slow.setSoTimeout(54_321);
        call(reader(slow, clock), MINUTE, 80).ends();
        isLeftAsItWas(slow, "a timeout");
        call(reader(slow, clock), Duration.ZERO, 80).ends();
        isLeftAsItWas(slow, "no time at all");
        call(reader(slow, clock), MINUTE, 2).ends();
        isLeftAsItWas(slow, "a line too long");
    }

    @Test
    @Order(10)
    void any_duration_and_any_limit_will_do() throws Exception {
        var clock = TestClock.still();
        var slow = TimedSocket.on(clock).receives(0, "one\ntwo\nthree\n");
        var reader = reader(slow, clock);

        assertTimesOut(reader, Duration.ZERO);
        assertTimesOut(reader, Duration.ofSeconds(Long.MIN_VALUE));
        assertEquals("one", lineOf(reader, Duration.ofDays(30), 80));
        assertEquals("two", lineOf(reader, FOR_EVER, 80));
        assertEquals("three", lineOf(reader, MINUTE, Integer.MAX_VALUE));
    }

    private DeadlineReader connected() throws IOException {
        host = Host.open();
        socket = new Socket(host.address().getAddress(), host.port());
        peer = host.accepts();
        return reader(socket, TestClock.running());
    }

    private static DeadlineReader reader(Socket socket, TestClock clock) {
        return new DeadlineReader(
                socket,
                new DeadlineReader.Clocks() {
                    @Override
                    public long nanoTime() {
                        return clock.nanoTime();
                    }

                    @Override
                    public long currentTimeMillis() {
                        return clock.currentTimeMillis();
                    }
                });
    }

    private static void isLeftAsItWas(Socket socket, String what) throws IOException {
        assertFalse(socket.isClosed(), "the socket is closed after " + what);
        assertEquals(54_321, socket.getSoTimeout(), "SO_TIMEOUT after " + what);
    }

    private static String visible(String line) {
        return Bytes.visible(line.getBytes(UTF_8));
    }

    private static String lineOf(DeadlineReader reader, Duration total, int maxBytes) {
        return call(reader, total, maxBytes).returns();
    }

    private static void assertTimesOut(DeadlineReader reader, Duration total) {
        assertFails(SocketTimeoutException.class, reader, total, 80);
    }

    private static void assertFails(
            Class<? extends IOException> type,
            DeadlineReader reader,
            Duration total,
            int maxBytes) {
        call(reader, total, maxBytes).fails(type);
    }

    private static Attempt<String> call(DeadlineReader reader, Duration total, int maxBytes) {
        var limits = TestClock.words(total) + ", of at most " + maxBytes + " bytes";
        Wire.note("caller", "wants a line within " + limits);
        return Attempt.of(() -> reader.readLine(total, maxBytes));
    }
}
