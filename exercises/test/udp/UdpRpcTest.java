package udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.Idle;
import kit.Patience;
import kit.Points;
import kit.StormyServer;
import kit.Succession;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UdpRpcTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int EVERY_20_MILLIS = 3_000;
    private static final int EVERY_200_MILLIS = 300;
    private static final int ID = 4;
    private static final int GREATEST = Datagrams.GREATEST - ID;

    @Test
    @Order(1)
    void a_request_is_an_id_and_the_body() throws Exception {
        try (var server = Datagrams.open("server")) {
            var first = call(server.address(), "ping", MINUTE, 1);
            var firstId = id(answer(server, first, "ping", "pong"));
            returns(first, "pong");

            var second = call(server.address(), "again", MINUTE, 1);
            var secondId = id(answer(server, second, "again", "same again"));
            returns(second, "same again");
            assertNotEquals(firstId, secondId, "the id of the second call");
        }
    }

    @Test
    @Order(2)
    void a_body_has_up_to_65503_bytes() throws Exception {
        var greatest = Bytes.pattern(GREATEST);
        try (var server = Datagrams.open("server")) {
            var nothing = call(server.address(), "", MINUTE, 1);
            answer(server, nothing, "", "");
            returns(nothing, "");

            var call = Attempt.of(() -> UdpRpc.call(server.address(), greatest, MINUTE, 1));
            var request = server.receives(call);
            assertEquals("no difference", Bytes.difference(greatest, body(request)), "the request");
            server.sends(request.bytes(), request.from());
            assertEquals("no difference", Bytes.difference(greatest, call.returns()), "the result");

            refuses(server, new byte[GREATEST + 1], MINUTE, 1);
            refuses(server, new byte[0], Duration.ZERO, 1);
            refuses(server, new byte[0], MINUTE, 0);
            assertEquals(0, server.count(), "further requests");
        }
    }

    @Test
    @Order(3)
    void a_request_is_sent_again_unchanged() throws Exception {
        try (var server = Datagrams.open("server")) {
            var call = call(server.address(), "ping", MINUTE, EVERY_20_MILLIS);
            var first = server.receives(call);
            var second = server.receives(call);
            server.answers(call, UdpRpcTest::yes);
            returns(call, "ping yes");
            assertEquals(Bytes.visible(first.bytes()), Bytes.visible(second.bytes()), "repetition");
            assertEquals(first.from(), second.from(), "the port of the repetition");
        }
    }

    @Test
    @Order(4)
    @Points(2)
    void only_the_reply_to_this_call_is_returned() throws Exception {
        try (var server = StormyServer.open(Weather.today(), UdpRpcTest::yes)) {
            for (int i = 1; i <= server.calls(); i++) {
                var call = call(server.address(), "ask " + i, MINUTE, EVERY_20_MILLIS);
                returns(call, "ask " + i + " yes");
            }
        }
    }

    @Test
    @Order(5)
    void silence_ends_when_the_total_is_over() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            runsOut(silent.address(), SHORT, 50);
            int requests = silent.count();
            assertTrue(requests <= 50, requests + " requests in 50 attempts");

            runsOut(silent.address(), Duration.ofMillis(50), 1_000);
        }
    }

    @Test
    @Order(6)
    void strays_delay_neither_a_repetition_nor_the_end() throws Exception {
        Succession.isQuick(SHORT, UdpRpcTest::straysDelayNoRepetition);
        Succession.isQuick(SHORT, UdpRpcTest::straysDelayNoEnd);
    }

    private static Succession straysDelayNoRepetition() throws Exception {
        try (var server = Datagrams.open("server")) {
            long start = System.nanoTime();
            var call = call(server.address(), "ping", MINUTE, EVERY_200_MILLIS);
            var client = server.receives(call).from();
            var strays = server.keepsSending("stray", client, server::hasMore);
            if (!strays.enough()) {
                fail("no repetition for as long as strays arrive");
            }
            passed(SHORT, start);
            server.answers(call, UdpRpcTest::yes);
            returns(call, "ping yes");
            return strays;
        }
    }

    private static Succession straysDelayNoEnd() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            long start = System.nanoTime();
            var call = call(silent.address(), "ping", SHORT, 1);
            Patience.until(() -> silent.hasMore() || call.isOver());
            if (silent.count() == 0) {
                call.fails(SocketTimeoutException.class);
                passed(SHORT, start);
                return Succession.tooLate();
            }
            var client = silent.receives(call).from();
            var strays = silent.keepsSending("stray", client, call::isOver);
            if (!strays.enough()) {
                fail("no end for as long as strays arrive");
            }
            call.fails(SocketTimeoutException.class);
            passed(SHORT, start);
            return strays;
        }
    }

    @Test
    @Order(7)
    void a_refusal_counts_as_silence() throws Exception {
        try (var refusing = Datagrams.refusing()) {
            var address = (InetSocketAddress) refusing.getLocalSocketAddress();
            var call = call(address, "ping", MINUTE, EVERY_200_MILLIS);
            call.goesOn("the server was started");
            try (var server = Datagrams.start("server", refusing)) {
                server.answers(call, UdpRpcTest::yes);
                returns(call, "ping yes");
            }
        }
    }

    @Test
    @Order(8)
    void a_call_sleeps_while_it_waits() throws Exception {
        try (var server = Datagrams.open("server")) {
            var call = call(server.address(), "ping", MINUTE, 1);
            var request = server.receives(call);
            Idle.sleeps();
            server.sends(request.bytes(), request.from());
            returns(call, "ping");
        }
    }

    private static Attempt<byte[]> call(
            InetSocketAddress server, String body, Duration total, int attempts) {
        return Attempt.of(() -> UdpRpc.call(server, Bytes.of(body), total, attempts));
    }

    private static void returns(Attempt<byte[]> call, String expected) {
        var found = call.returns();
        assertEquals(Bytes.summary(Bytes.of(expected)), Bytes.summary(found), "the result");
    }

    /// Lets `server` receive the request of `call`, and reply.
    private static Datagrams.Arrived answer(
            Datagrams server, Attempt<byte[]> call, String body, String reply) throws IOException {
        var request = server.receives(call);
        assertEquals(Bytes.visible(Bytes.of(body)), Bytes.visible(body(request)), "the request");
        server.sends(id(request) + reply, request.from());
        return request;
    }

    /// Checks that a call without a reply fails, and not before its time.
    private static void runsOut(InetSocketAddress server, Duration total, int attempts) {
        long start = System.nanoTime();
        call(server, "ping", total, attempts).fails(SocketTimeoutException.class);
        passed(total, start);
    }

    /// Checks that since `start` about `expected` has passed, or more.
    private static void passed(Duration expected, long start) {
        var waited = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(
                waited.compareTo(expected.dividedBy(2)) > 0,
                "after " + waited.toMillis() + " ms instead of " + expected.toMillis());
    }

    private static void refuses(Datagrams server, byte[] body, Duration total, int attempts) {
        assertThrows(
                IllegalArgumentException.class,
                () -> UdpRpc.call(server.address(), body, total, attempts),
                body.length + " bytes, " + attempts + " attempts in " + total);
    }

    /// The id of a request, as text.
    private static String id(Datagrams.Arrived request) {
        assertTrue(
                request.bytes().length >= ID, "a request of " + request.bytes().length + " bytes");
        return new String(request.bytes(), 0, ID, ISO_8859_1);
    }

    private static byte[] body(Datagrams.Arrived request) {
        return Bytes.of(new String(request.bytes(), ISO_8859_1).substring(id(request).length()));
    }

    /// A reply to `request`, which says yes to it.
    private static byte[] yes(byte[] request) {
        return Bytes.of(new String(request, ISO_8859_1) + " yes");
    }
}
