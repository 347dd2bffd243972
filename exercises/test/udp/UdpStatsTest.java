package udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.Feed;
import kit.Points;
import kit.Weather;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UdpStatsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration CAST_TO_2_MILLIS = Duration.ofMillis((1L << 32) + 2);

    /// So many times the greatest datagram, and an `int` cannot count the bytes.
    private static final int TWO_GIGABYTES = 33_000;

    /// On a busy machine a question is asked again, each time with twice the time, up to 6.4 s.
    private static final int TRIALS = 8;

    @Test
    @Order(1)
    void datagrams_and_their_bytes_are_counted() throws Exception {
        try (var feed = Feed.open()) {
            assertEquals(new UdpStats.Stats(0, 0, 0, 0, 0), UdpStats.receive(feed, SHORT));
        }
        var greatest = Arrays.copyOf(numbered(8), Datagrams.GREATEST);
        Arrays.fill(greatest, 4, greatest.length, (byte) 0xa5);
        assertEquals(
                new UdpStats.Stats(4, 0, 0, 0, 65_519),
                count(feed ->
                        feed.brings(new byte[0], numbered(7), greatest, Bytes.of("abc"))
                                .bringsFromAnother(numbered(9))
                                .brings(numbered(10))),
                "for 7, 8, 9, 10, and two datagrams without a number");
        assertEquals(
                new UdpStats.Stats(TWO_GIGABYTES, 0, 0, 0, 65_507L * TWO_GIGABYTES),
                count(feed -> feed.brings(TWO_GIGABYTES)),
                "for " + TWO_GIGABYTES + " datagrams of 65507 bytes");
    }

    @Test
    @Order(2)
    void a_number_that_never_comes_is_lost() throws Exception {
        assertEquals(2, count(1, 2, 5, 6).lost(), "lost in 1 2 5 6");
        assertEquals(1, count(1, 4, 3).lost(), "lost in 1 4 3");
        assertEquals(1, count(1, 3, 3, 3).lost(), "lost in 1 3 3 3");
        assertEquals(1, count(5, 3, 6).lost(), "lost in 5 3 6");
        assertEquals(999_999, count(0, 1_000_000).lost(), "lost in 0 1000000");
        assertEquals(2_147_483_646, count(0, 2_147_483_647).lost(), "lost in 0 2147483647");
    }

    @Test
    @Order(3)
    void a_number_that_comes_again_is_a_duplicate() throws Exception {
        assertEquals(1, count(1, 2, 2, 3).duplicates(), "duplicates in 1 2 2 3");
        assertEquals(3, count(1, 2, 1, 1, 2).duplicates(), "duplicates in 1 2 1 1 2");
        assertEquals(1, count(1, 3, 2, 2).duplicates(), "duplicates in 1 3 2 2");
    }

    @Test
    @Order(4)
    void a_number_that_comes_late_is_reordered() throws Exception {
        assertEquals(0, count(1, 2, 4, 5).reordered(), "reordered in 1 2 4 5");
        assertEquals(1, count(1, 3, 2, 4).reordered(), "reordered in 1 3 2 4");
        assertEquals(3, count(1, 5, 2, 3, 4).reordered(), "reordered in 1 5 2 3 4");
        assertEquals(0, count(1, 2, 3, 1).reordered(), "reordered in 1 2 3 1");
    }

    @Test
    @Order(5)
    void after_the_greatest_number_comes_zero() throws Exception {
        assertEquals(
                new UdpStats.Stats(4, 1, 0, 1, 16),
                count(2_147_483_646, 2_147_483_649L, 2_147_483_648L, 2_147_483_650L),
                "for 2147483646 2147483649 2147483648 2147483650");
        assertEquals(
                new UdpStats.Stats(5, 1, 1, 1, 20),
                count(4_294_967_294L, 0, 4_294_967_295L, 2, 0),
                "for 4294967294 0 4294967295 2 0");
        assertEquals(
                new UdpStats.Stats(3, 0, 0, 1, 12),
                count(0, 4_294_967_295L, 1),
                "for 0 4294967295 1");
        assertEquals(
                new UdpStats.Stats(2, 2_147_483_646, 0, 0, 8),
                count(4_294_967_295L, 2_147_483_646),
                "for 4294967295 2147483646");
        assertEquals(
                new UdpStats.Stats(2, 2_147_483_646, 0, 1, 8),
                count(2_147_483_646, 4_294_967_295L),
                "for 2147483646 4294967295");
        for (long first : List.of(0L, 2_147_483_647L, 2_147_483_648L, 4_294_967_295L)) {
            assertEquals(
                    new UdpStats.Stats(2, 0, 0, 0, 8),
                    count(first, first + 1),
                    "for " + first + " " + (first + 1) % 4_294_967_296L);
        }
    }

    @Test
    @Order(6)
    @Points(2)
    void a_storm_is_counted_as_it_was() throws Exception {
        var sent = LongStream.range(1_000, 1_060).boxed().toList();
        var arriving = Weather.today().carries(sent);

        long highest = 0;
        long reordered = 0;
        var seen = new HashSet<Long>();
        for (long number : arriving) {
            reordered += seen.add(number) && number < highest ? 1 : 0;
            highest = Math.max(highest, number);
        }
        int distinct = seen.size();
        int all = arriving.size();
        assertEquals(
                new UdpStats.Stats(all, 60 - distinct, all - distinct, reordered, 4L * all),
                count(arriving.stream().mapToLong(Long::longValue).toArray()),
                "for " + arriving);
    }

    @Test
    @Order(7)
    void only_silence_ends_the_count() throws Exception {
        var idle = Duration.ofMillis(100);
        for (int i = 1; i < TRIALS; i++, idle = idle.multipliedBy(2)) {
            try (var feed = Feed.open()) {
                var pause = idle.multipliedBy(6).dividedBy(10);
                feed.brings(pause, numbered(1), numbered(2), numbered(3));
                long received = UdpStats.receive(feed, idle).received();
                if (received == 3 || feed.hasMadeNoPauseOf(idle.multipliedBy(9).dividedBy(10))) {
                    assertEquals(3, received, "with pauses of " + pause + " and idle for " + idle);
                    break;
                }
            }
        }
        try (var feed = Feed.open()) {
            feed.brings(numbered(1)).brings(SHORT.multipliedBy(3).dividedBy(2), numbered(2));
            long received = UdpStats.receive(feed, SHORT).received();
            assertEquals(1, received, "received, with a pause half as long again as idle");
        }
        try (var feed = Feed.open()) {
            var call = Attempt.of(() -> UdpStats.receive(feed, Duration.ofNanos(1)));
            assertEquals(0, call.returns().received());
        }
    }

    @Test
    @Order(8)
    void the_socket_belongs_to_the_caller() throws Exception {
        try (var feed = Feed.open()) {
            feed.setSoTimeout(1_234);
            UdpStats.receive(feed, SHORT);
            assertFalse(feed.isClosed(), "the socket was closed");
            assertEquals(1_234, feed.getSoTimeout(), "the timeout of the socket afterwards");

            feed.brings(numbered(1), numbered(3));
            var call = Attempt.of(() -> UdpStats.receive(feed, LONG));
            feed.runsDry();
            feed.isClosedBySomebody();
            assertEquals(new UdpStats.Stats(2, 1, 0, 0, 8), call.returns());
        }
    }

    @Test
    @Order(9)
    void a_failure_is_reported_and_changes_nothing() throws Exception {
        try (var feed = Feed.open()) {
            feed.setSoTimeout(1_234);
            for (var none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(-1))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> UdpStats.receive(feed, none),
                        "with an idle time of " + none);
            }
            feed.breaks();
            assertThrows(IOException.class, () -> UdpStats.receive(feed, LONG));
            assertFalse(feed.isClosed(), "the socket was closed");
            assertEquals(1_234, feed.getSoTimeout(), "the timeout of the socket afterwards");
        }
    }

    @Test
    @Order(10)
    void calls_at_the_same_time_may_wait_for_a_year() throws Exception {
        try (var one = Feed.open();
                var two = Feed.open();
                var three = Feed.open()) {
            var calls =
                    List.of(
                            counting(one, Duration.ofDays(30), 1),
                            counting(two, Duration.ofDays(365), 1, 2),
                            counting(three, CAST_TO_2_MILLIS, 5));
            calls.getLast().goesOn("so long a silence was over");
            for (var call : calls) {
                if (call.isOver()) {
                    fail("the call returned " + call.returns() + " before the silence was over");
                }
            }

            one.isClosedBySomebody();
            two.isClosedBySomebody();
            three.isClosedBySomebody();
            assertEquals(new UdpStats.Stats(1, 0, 0, 0, 4), calls.get(0).returns(), "for 1");
            assertEquals(new UdpStats.Stats(2, 0, 0, 0, 8), calls.get(1).returns(), "for 1 2");
            assertEquals(new UdpStats.Stats(1, 0, 0, 0, 4), calls.get(2).returns(), "for 5");
        }
    }

    /// Begins to count, and has counted these numbers.
    private static Attempt<UdpStats.Stats> counting(Feed feed, Duration idle, long... numbers) {
        for (long number : numbers) {
            feed.brings(numbered(number));
        }
        var call = Attempt.of(() -> UdpStats.receive(feed, idle));
        feed.runsDry();
        return call;
    }

    private static UdpStats.Stats count(long... numbers) throws Exception {
        return count(feed -> {
            for (long number : numbers) {
                feed.brings(numbered(number));
            }
        });
    }

    /// What is counted of a stream that comes at once. Where a busy machine has made pauses in it,
    /// it comes again.
    private static UdpStats.Stats count(Consumer<Feed> stream) throws Exception {
        var idle = SHORT;
        for (int i = 1; ; i++, idle = idle.multipliedBy(2)) {
            try (var feed = Feed.open()) {
                stream.accept(feed);
                var stats = received(feed, idle);
                if (i == TRIALS || feed.hasBroughtAllWithin(idle.multipliedBy(8).dividedBy(10))) {
                    return stats;
                }
            }
            Wire.note("machine", "was too busy: the same once more");
        }
    }

    /// What is received until `idle` is over, or a few times as much.
    private static UdpStats.Stats received(Feed feed, Duration idle) {
        var call = Attempt.of(() -> UdpStats.receive(feed, idle));
        return call.isGiven(idle.multipliedBy(4)).returns();
    }

    /// A datagram of four bytes, with its number and nothing else.
    private static byte[] numbered(long number) {
        return ByteBuffer.allocate(4).putInt((int) number).array();
    }
}
