package udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.Idle;
import kit.Points;
import kit.QuickServer;
import kit.StormyServer;
import kit.Succession;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UdpRpcTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int EVERY_20_MILLIS = 30_000;
    private static final int EVERY_200_MILLIS = 3_000;
    private static final int ID = 4;
    private static final int GREATEST = Datagrams.GREATEST - ID;
    private static final int BILLION = 1_000_000_000;

    /// On a busy machine a repetition may be late, and then it may be left out.
    private static final int TRIALS = 8;

    private static final int REPETITIONS = 12;
    private static final Duration BELOW_1_MILLI = Duration.ofNanos(999_999);
    private static final Duration BELOW_2_MILLIS = Duration.ofNanos(1_999_999);
    private static final Duration CAST_TO_2_MILLIS = Duration.ofMillis((1L << 32) + 2);
    private static final int MANY_SILENCES = 50;

    /// So many calls draw an id of 32 bits twice in one of 4000 runs, and three of them never. Of 16
    /// bits they draw 17 twice.
    private static final int MANY = 1_500;

    private static final int BY_CHANCE = 2;

    /// Of so many bits a program draws the same number again before long.
    private static final int FEW_BITS = 24;

    /// How many of them patience waits for at once.
    private static final int AT_ONCE = 50;

    @Test
    @Order(1)
    void a_request_is_an_id_and_the_body() throws Exception {
        try (var server = Datagrams.open("server")) {
            var first = call(server.address(), "ping", LONG, 1);
            var firstId = id(answer(server, first, "ping", "pong"));
            returns(first, "pong");

            var second = call(server.address(), "again", LONG, 1);
            var secondId = id(answer(server, second, "again", "same again"));
            returns(second, "same again");
            assertNotEquals(firstId, secondId, "the id of the second call");
        }
        try (var quick = QuickServer.open(UdpRpcTest::yes)) {
            for (int i = 0; i < MANY; i += AT_ONCE) {
                var calls =
                        Attempt.to(() -> {
                            for (int j = 0; j < AT_ONCE; j++) {
                                UdpRpc.call(
                                        quick.address(), Bytes.of("ping"), LONG, EVERY_20_MILLIS);
                            }
                        });
                calls.returns();
            }
            var ids = new HashSet<String>();
            quick.requests().forEach(request -> ids.add(new String(request, 0, ID, ISO_8859_1)));
            assertTrue(
                    ids.size() >= MANY - BY_CHANCE,
                    "ids in " + MANY + " calls: " + ids.size() + ".");
            var numbers =
                    quick.requests().stream().mapToInt(r -> ByteBuffer.wrap(r).getInt()).toArray();
            int bits =
                    Integer.bitCount(
                            IntStream.of(numbers).reduce(0, (all, id) -> all | id ^ numbers[0]));
            assertTrue(
                    bits > FEW_BITS || areCounted(numbers),
                    "ids that are drawn from " + bits + " bits only");
        }
    }

    /// Whether each number follows the one before it, or they lie so close that they are counted in
    /// another way: numbers drawn by chance do neither.
    private static boolean areCounted(int[] ids) {
        var steps =
                IntStream.range(1, ids.length).map(i -> ids[i] - ids[i - 1]).summaryStatistics();
        var span = IntStream.of(ids).summaryStatistics();
        return steps.getMin() >= 0
                || steps.getMax() <= 0
                || (long) span.getMax() - span.getMin() < 16 * MANY;
    }

    @Test
    @Order(2)
    void a_body_has_up_to_65503_bytes() throws Exception {
        var greatest = Bytes.pattern(GREATEST);
        try (var server = Datagrams.open("server")) {
            var nothing = call(server.address(), "", LONG, 1);
            answer(server, nothing, "", "");
            returns(nothing, "");

            var call = Attempt.of(() -> UdpRpc.call(server.address(), greatest, LONG, 1));
            var request = server.receives(call);
            assertEquals("no difference", Bytes.difference(greatest, body(request)), "the request");
            server.sends(request.bytes(), request.from());
            var before = Bytes.pattern(GREATEST);
            assertEquals("no difference", Bytes.difference(before, call.returns()), "the result");
            assertEquals(
                    "no difference", Bytes.difference(before, greatest), "the body afterwards");

            refuses(server, new byte[GREATEST + 1], LONG, 1);
            assertEquals(0, server.count(), "further requests");
        }
    }

    @Test
    @Order(3)
    void a_request_is_sent_again_unchanged() throws Exception {
        try (var server = Datagrams.open("server")) {
            long start = System.nanoTime();
            var call = call(server.address(), "ping", LONG, EVERY_20_MILLIS);
            var first = server.receives(call);
            var repetitions = new ArrayList<Datagrams.Arrived>();
            while (repetitions.size() < REPETITIONS) {
                repetitions.add(server.receives(call));
            }
            long end = System.nanoTime();
            // What is wrong is said after that: a call left behind would go on for ten minutes.
            server.answers(call, UdpRpcTest::yes);
            for (var next : repetitions) {
                assertEquals(
                        Bytes.visible(first.bytes()), Bytes.visible(next.bytes()), "repetition");
                assertEquals(first.from(), next.from(), "the port of the repetition");
            }
            passed(LONG.dividedBy(EVERY_20_MILLIS).multipliedBy(REPETITIONS), start, end);
            returns(call, "ping yes");
        }
        try (var silent = Datagrams.open("silent")) {
            int requests = 0;
            for (int i = 0; i < TRIALS && requests < 2; i++) {
                call(silent.address(), "ping", SHORT, 2).ends();
                requests = silent.takesAll();
            }
            assertTrue(requests >= 2, requests + " requests in two attempts");
        }
    }

    @Test
    @Order(4)
    @Points(2)
    void only_the_reply_to_this_call_is_returned() throws Exception {
        try (var server = StormyServer.open(Weather.today(), UdpRpcTest::yes)) {
            for (int i = 1; i <= server.calls(); i++) {
                var call = call(server.address(), "ask " + i, LONG, EVERY_20_MILLIS);
                returns(call, "ask " + i + " yes");
            }
        }
        var ipv6 = Datagrams.overIpv6("server over IPv6");
        if (ipv6.isPresent()) {
            try (var server = ipv6.get()) {
                var call = call(server.address(), "ping", LONG, 1);
                answer(server, call, "ping", "pong");
                returns(call, "pong");
            }
        }
        aForgeryDoesNotHideTheReplyBehindIt();
    }

    /// Nothing is sent again here: what is thrown away with the forgery is lost.
    private static void aForgeryDoesNotHideTheReplyBehindIt() throws Exception {
        try (var server = Datagrams.open("server");
                var stranger = Datagrams.open("stranger")) {
            for (int i = 0; i < 10; i++) {
                var call = call(server.address(), "ping", LONG, 1);
                var request = server.receives(call);
                var forged = request.bytes().clone();
                forged[forged.length - 1]++;
                stranger.sends(forged, request.from());
                server.sends(request.bytes(), request.from());
                returns(call, "ping");
            }
        }
    }

    @Test
    @Order(5)
    void silence_ends_when_the_total_is_over() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            runManyOut(silent.address(), 1);
            int inAll = silent.takesAll();
            assertTrue(
                    inAll <= MANY_SILENCES,
                    inAll + " requests in " + MANY_SILENCES + " calls with one attempt each");
            for (int attempts : List.of(1, 50)) {
                runsOut(silent.address(), SHORT, attempts);
                int requests = silent.takesAll();
                assertTrue(
                        requests <= attempts, requests + " requests in " + attempts + " attempts");
            }
            runsOut(silent.address(), Duration.ofMillis(50), 1_000);
            runsOut(silent.address(), Duration.ofNanos(1), 1);
            runManyOut(silent.address(), 2);
        }
    }

    /// How late a machine wakes up may hide that a wait was too short: in many waits it shows.
    private static void runManyOut(InetSocketAddress silent, int attempts) throws Exception {
        var goesOn = new AtomicBoolean(true);
        try {
            Attempt.to(() -> runManyOut(silent, attempts, goesOn)).returns();
        } finally {
            goesOn.set(false);
        }
    }

    private static void runManyOut(InetSocketAddress silent, int attempts, AtomicBoolean goesOn) {
        for (int i = 0; i < MANY_SILENCES && goesOn.get(); i++) {
            var total = (i % 2 == 0 ? BELOW_2_MILLIS : BELOW_1_MILLI).multipliedBy(attempts);
            long start = System.nanoTime();
            assertThrows(
                    SocketTimeoutException.class,
                    () -> UdpRpc.call(silent, Bytes.of("ping"), total, attempts));
            lasted(total, start);
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
            var call = call(server.address(), "ping", LONG, EVERY_200_MILLIS);
            var client = server.receives(call).from();
            server.sends("stray", client, 50);
            var strays =
                    server.keepsSending("stray", client, () -> server.hasMore() || call.isOver());
            if (call.isOver()) {
                call.goesOn("a reply came");
            }
            if (!strays.enough()) {
                fail("no repetition for as long as strays arrive");
            }
            passed(SHORT, start);
            call.getsUnderWay();
            int repetitions = server.count();
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(
                    repetitions <= millis / SHORT.toMillis() + 1,
                    "a repetition after " + millis / repetitions + " ms instead of 200");
            server.answers(call, UdpRpcTest::yes);
            returns(call, "ping yes");
            return strays;
        }
    }

    private static Succession straysDelayNoEnd() throws Exception {
        try (var silent = Datagrams.open("silent")) {
            long start = System.nanoTime();
            var call = call(silent.address(), "ping", SHORT, 1);
            var request = silent.receivesInTime(call);
            if (request.isEmpty()) {
                call.fails(SocketTimeoutException.class);
                return Succession.tooLate();
            }
            var client = request.get().from();
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
            var call = call(address, "ping", LONG, EVERY_200_MILLIS);
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
            var call = call(server.address(), "ping", LONG, 1);
            var request = server.receives(call);
            Idle.sleeps(call);
            server.sends(request.bytes(), request.from());
            returns(call, "ping");
        }
    }

    @Test
    @Order(9)
    void what_cannot_be_asked_is_refused_at_once() throws Exception {
        try (var server = Datagrams.open("server")) {
            for (var none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(-1))) {
                refuses(server, new byte[0], none, 1);
            }
            refuses(server, new byte[0], LONG, 0);
            refuses(server, new byte[0], LONG, -1);
            assertEquals(0, server.count(), "requests without time or attempts");
        }
        var nowhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var failure = call(nowhere, "ping", LONG, 1).fails(IOException.class);
        assertFalse(failure instanceof SocketTimeoutException, "to port 0: " + failure);
    }

    @Test
    @Order(10)
    void a_nanosecond_or_a_year_will_do() throws Exception {
        try (var one = Datagrams.open("one");
                var two = Datagrams.open("two");
                var three = Datagrams.open("three")) {
            var first = call(one.address(), "ping 1", Duration.ofDays(30), 1);
            var firstRequest = one.receives(first);
            var second = call(two.address(), "ping 2", Duration.ofDays(365), 1);
            var secondRequest = two.receives(second);
            var third = call(three.address(), "ping 3", CAST_TO_2_MILLIS, 1);
            var thirdRequest = three.receives(third);
            third.goesOn("a reply came");

            three.sends(yes(thirdRequest.bytes()), thirdRequest.from());
            returns(third, "ping 3 yes");
            two.sends(yes(secondRequest.bytes()), secondRequest.from());
            returns(second, "ping 2 yes");
            one.sends(yes(firstRequest.bytes()), firstRequest.from());
            returns(first, "ping 1 yes");
        }
        try (var quick = QuickServer.open(UdpRpcTest::yes)) {
            returns(call(quick.address(), "ping", LONG, BILLION), "ping yes");
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
        lasted(total, start);
    }

    private static void lasted(Duration total, long start) {
        var waited = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(
                waited.compareTo(total) >= 0, "a total of " + total + " was over after " + waited);
    }

    /// Checks that since `start` about `expected` has passed, or more.
    private static void passed(Duration expected, long start) {
        passed(expected, start, System.nanoTime());
    }

    private static void passed(Duration expected, long start, long end) {
        var waited = Duration.ofNanos(end - start);
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
