package udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.Succession;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TimeClientTest {

    private static final Duration LONG = Duration.ofDays(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    @Order(1)
    void one_empty_datagram_asks_for_the_time() throws Exception {
        try (var server = Datagrams.open("server")) {
            var call = ask(server, LONG);
            var request = server.receives(call);
            assertEquals("\"\"", Bytes.visible(request.bytes()), "the request");
            server.sends(seconds(0), request.from());
            call.ends();
            assertEquals(0, server.count(), "further requests");

            for (var none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TimeClient.query(server.address(), none),
                        "with a timeout of " + none);
            }
            assertEquals(0, server.count(), "requests without a timeout");
        }
    }

    @Test
    @Order(2)
    void the_seconds_count_from_1900() throws Exception {
        assertEquals("1900-01-01T00:00:00Z", timeFor(seconds(0)));
        assertEquals("1901-01-01T00:00:00Z", timeFor(seconds(365 * 86_400)));
        assertEquals("1900-07-15T16:57:37Z", timeFor("\u0001\u0002\u0003\u0001"));
    }

    @Test
    @Order(3)
    void the_seconds_have_no_sign() throws Exception {
        assertEquals("1970-01-01T00:00:00Z", timeFor(seconds(2_208_988_800L)));
        assertEquals("2036-02-07T06:28:15Z", timeFor(seconds(4_294_967_295L)));
    }

    @Test
    @Order(4)
    void a_reply_of_fewer_than_four_bytes_is_refused() throws Exception {
        answered("\0\0\0").fails(ProtocolException.class);
        answered("").fails(ProtocolException.class);
    }

    @Test
    @Order(5)
    void a_reply_of_more_than_four_bytes_is_refused() throws Exception {
        answered(seconds(2_208_988_800L) + "\0").fails(ProtocolException.class);
        answered("\0\0\0\0" + seconds(2_208_988_800L)).fails(ProtocolException.class);
    }

    @Test
    @Order(6)
    void only_the_asked_server_can_answer() throws Exception {
        var twins = Datagrams.twins("server", "other address, same port");
        try (var server = twins.getFirst();
                var otherAddress = twins.getLast();
                var otherPort = Datagrams.open("same address, other port")) {
            var call = ask(server, LONG);
            var client = server.receives(call).from();
            otherAddress.sends(seconds(1), client);
            otherPort.sends(seconds(2), client);
            otherPort.sends("not four bytes", client);
            server.sends(seconds(3), client);
            assertEquals("1900-01-01T00:00:03Z", call.returns().toString());
        }
    }

    @Test
    @Order(7)
    void silence_ends_when_the_timeout_is_over() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            long start = System.nanoTime();
            ask(silent, SHORT).fails(SocketTimeoutException.class);
            var waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(waited.compareTo(SHORT.dividedBy(2)) > 0, SHORT + " ended after " + waited);

            for (int nanos : List.of(1, 500_000, 1_900_000)) {
                ask(silent, Duration.ofNanos(nanos)).fails(SocketTimeoutException.class);
            }
        }
    }

    @Test
    @Order(8)
    void strangers_do_not_prolong_the_wait() throws Exception {
        try (var silent = Datagrams.open("silent");
                var stranger = Datagrams.open("stranger")) {
            Succession.isQuick(
                    SHORT,
                    () -> {
                        var call = ask(silent, SHORT);
                        var client = silent.receives(call).from();
                        var strays = stranger.keepsSending(seconds(1), client, call::isOver);
                        if (!strays.enough()) {
                            fail("the call goes on for as long as a stranger sends");
                        }
                        call.fails(SocketTimeoutException.class);
                        return strays;
                    });
        }
    }

    private static String timeFor(String reply) throws Exception {
        return answered(reply).returns().toString();
    }

    private static Attempt<Instant> answered(String reply) throws Exception {
        try (var server = Datagrams.open("server")) {
            var call = ask(server, LONG);
            server.sends(reply, server.receives(call).from());
            call.ends();
            return call;
        }
    }

    private static Attempt<Instant> ask(Datagrams server, Duration timeout) {
        return Attempt.of(() -> TimeClient.query(server.address(), timeout));
    }

    /// Text whose ISO-8859-1 bytes are `count` as four bytes.
    private static String seconds(long count) {
        var bytes = ByteBuffer.allocate(4).putInt((int) count).array();
        return new String(bytes, ISO_8859_1);
    }
}
