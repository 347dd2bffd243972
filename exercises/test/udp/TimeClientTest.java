package udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.QuickServer;
import kit.Succession;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TimeClientTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SECOND_AND_MORE = Duration.ofMillis(1_200);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int MANY = 50;
    private static final int MANY_QUICK = 300;
    private static final Duration BELOW_1_MILLI = Duration.ofNanos(999_999);
    private static final Duration BELOW_2_MILLIS = Duration.ofNanos(1_999_999);
    private static final Duration CAST_TO_2_MILLIS = Duration.ofMillis((1L << 32) + 2);

    @Test
    @Order(1)
    void one_empty_datagram_asks_for_the_time() throws Exception {
        try (var server = Datagrams.open("server")) {
            var call = ask(server.address(), LONG);
            var request = server.receives(call);
            assertEquals("\"\"", Bytes.visible(request.bytes()), "the request");
            server.keepsSending(seconds(0), request.from(), call::isOver);
            call.ends();
            assertEquals(0, server.count(), "further requests");

            var unanswered = ask(server.address(), SECOND_AND_MORE);
            server.receives(unanswered);
            unanswered.has(SECOND_AND_MORE);
            assertEquals(0, server.count(), "further requests while nobody answers");
        }
        try (var quick = QuickServer.open(request -> Bytes.of(seconds(0)))) {
            for (int i = 0; i < MANY_QUICK; i += MANY) {
                var calls =
                        Attempt.to(() -> {
                            for (int j = 0; j < MANY; j++) {
                                TimeClient.query(quick.address(), LONG);
                            }
                        });
                calls.returns();
            }
            assertEquals(MANY_QUICK, quick.requests().size(), "requests of so many calls");
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
            var call = ask(server.addressOf("time.test"), LONG);
            var client = server.receives(call).from();
            otherAddress.sends(seconds(1), client);
            otherPort.sends(seconds(2), client);
            otherPort.sends("not four bytes", client);
            otherPort.sends("", client);
            otherPort.sends(seconds(2), client, 300);
            server.keepsSending(seconds(3), client, call::isOver);
            assertEquals("1900-01-01T00:00:03Z", call.returns().toString());
            assertEquals(0, server.count(), "further requests");
        }
        var ipv6 = Datagrams.overIpv6("server over IPv6");
        if (ipv6.isPresent()) {
            try (var server = ipv6.get()) {
                assertEquals(
                        "1900-01-01T00:00:04Z", answered(server, seconds(4)).returns().toString());
            }
        }
    }

    @Test
    @Order(7)
    void silence_ends_when_the_timeout_is_over() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            for (int nanos : List.of(200_000_000, 1, 500_000, 1_999_999)) {
                long start = System.nanoTime();
                ask(silent.address(), Duration.ofNanos(nanos)).fails(SocketTimeoutException.class);
                passed(Duration.ofNanos(nanos), start);
            }
            var goesOn = new AtomicBoolean(true);
            try {
                Attempt.to(() -> passManyTimes(BELOW_2_MILLIS, silent.address(), goesOn)).returns();
                Attempt.to(() -> passManyTimes(BELOW_1_MILLI, silent.address(), goesOn)).returns();
            } finally {
                goesOn.set(false);
            }
        }
    }

    /// How late a machine wakes up may hide that a wait was too short: in many waits it shows.
    private static void passManyTimes(
            Duration timeout, InetSocketAddress silent, AtomicBoolean goesOn) {
        for (int i = 0; i < MANY && goesOn.get(); i++) {
            long start = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> TimeClient.query(silent, timeout));
            passed(timeout, start);
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
                        var call = ask(silent.address(), SHORT);
                        var request = silent.receivesInTime(call);
                        if (request.isEmpty()) {
                            call.fails(SocketTimeoutException.class);
                            return Succession.tooLate();
                        }
                        var client = request.get().from();
                        var strays = stranger.keepsSending(seconds(1), client, call::isOver);
                        if (!strays.enough()) {
                            fail("the call goes on for as long as a stranger sends");
                        }
                        call.fails(SocketTimeoutException.class);
                        return strays;
                    });
        }
    }

    @Test
    @Order(9)
    void what_cannot_be_asked_is_refused_at_once() throws Exception {
        try (var server = Datagrams.open("server")) {
            for (var none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(-1))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TimeClient.query(server.address(), none),
                        "with a timeout of " + none);
            }
            assertEquals(0, server.count(), "requests without a timeout");
        }
        var nowhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var failure = ask(nowhere, LONG).fails(IOException.class);
        assertFalse(failure instanceof SocketTimeoutException, "to port 0: " + failure);
    }

    @Test
    @Order(10)
    void calls_at_the_same_time_may_last_a_year() throws Exception {
        try (var one = Datagrams.open("one");
                var two = Datagrams.open("two");
                var three = Datagrams.open("three")) {
            var first = ask(one.address(), Duration.ofDays(30));
            var firstClient = one.receives(first).from();
            var second = ask(two.address(), Duration.ofDays(365));
            var secondClient = two.receives(second).from();
            var third = ask(three.address(), CAST_TO_2_MILLIS);
            var thirdClient = three.receives(third).from();
            third.goesOn("a reply came");

            three.sends(seconds(3), thirdClient);
            assertEquals("1900-01-01T00:00:03Z", third.returns().toString());
            two.sends(seconds(2), secondClient);
            assertEquals("1900-01-01T00:00:02Z", second.returns().toString());
            one.sends(seconds(1), firstClient);
            assertEquals("1900-01-01T00:00:01Z", first.returns().toString());
        }
    }

    private static void passed(Duration timeout, long start) {
        var waited = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(
                waited.compareTo(timeout) >= 0,
                "a timeout of " + timeout + " was over after " + waited);
    }

    private static String timeFor(String reply) throws Exception {
        return answered(reply).returns().toString();
    }

    private static Attempt<Instant> answered(String reply) throws Exception {
        try (var server = Datagrams.open("server")) {
            return answered(server, reply);
        }
    }

    private static Attempt<Instant> answered(Datagrams server, String reply) throws Exception {
        var call = ask(server.address(), LONG);
        var client = server.receives(call).from();
        server.keepsSending(reply, client, call::isOver);
        call.ends();
        return call;
    }

    private static Attempt<Instant> ask(InetSocketAddress server, Duration timeout) {
        return Attempt.of(() -> TimeClient.query(server, timeout));
    }

    /// Text whose ISO-8859-1 bytes are `count` as four bytes.
    private static String seconds(long count) {
        var bytes = ByteBuffer.allocate(4).putInt((int) count).array();
        return new String(bytes, ISO_8859_1);
    }
}
