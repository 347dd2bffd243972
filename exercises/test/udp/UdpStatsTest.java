package udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.LongStream;
import kit.Attempt;
import kit.Bytes;
import kit.Datagrams;
import kit.Feed;
import kit.Points;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UdpStatsTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    @Order(1)
    void datagrams_and_their_bytes_are_counted() throws Exception {
        try (var feed = Feed.open()) {
            assertEquals(new UdpStats.Stats(0, 0, 0, 0, 0), UdpStats.receive(feed, SHORT));

            var greatest = Arrays.copyOf(numbered(8), Datagrams.GREATEST);
            feed.brings(new byte[0], numbered(7), greatest, Bytes.of("abc"), numbered(9));
            assertEquals(
                    new UdpStats.Stats(3, 0, 0, 0, 65_515),
                    UdpStats.receive(feed, SHORT),
                    "for 7, 8, 9, and two datagrams without a number");
        }
    }

    @Test
    @Order(2)
    void a_number_that_never_comes_is_lost() throws Exception {
        assertEquals(2, count(1, 2, 5, 6).lost(), "lost in 1 2 5 6");
        assertEquals(1, count(1, 4, 3).lost(), "lost in 1 4 3");
        assertEquals(1, count(1, 3, 3, 3).lost(), "lost in 1 3 3 3");
        assertEquals(1, count(5, 3, 6).lost(), "lost in 5 3 6");
        assertEquals(999_999, count(0, 1_000_000).lost(), "lost in 0 1000000");
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
        try (var feed = Feed.open()) {
            feed.brings(Duration.ofMillis(60), numbered(1), numbered(2), numbered(3));
            assertEquals(3, UdpStats.receive(feed, Duration.ofMillis(100)).received());

            assertEquals(0, UdpStats.receive(feed, Duration.ofNanos(1)).received());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> UdpStats.receive(feed, Duration.ZERO),
                    "with an idle time of 0");
        }
        try (var feed = Feed.open()) {
            feed.breaks();
            assertThrows(IOException.class, () -> UdpStats.receive(feed, MONTH));
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
            var call = Attempt.of(() -> UdpStats.receive(feed, MONTH));
            feed.runsDry();
            feed.isClosedBySomebody();
            assertEquals(new UdpStats.Stats(2, 1, 0, 0, 8), call.returns());
        }
    }

    private static UdpStats.Stats count(long... numbers) throws Exception {
        try (var feed = Feed.open()) {
            for (long number : numbers) {
                feed.brings(numbered(number));
            }
            return UdpStats.receive(feed, SHORT);
        }
    }

    /// A datagram of four bytes, with its number and nothing else.
    private static byte[] numbered(long number) {
        return ByteBuffer.allocate(4).putInt((int) number).array();
    }
}
