package tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Memory;
import kit.Source;
import kit.Trickle;
import kit.Weather;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ReadExactlyTest {

    @Test
    @Order(1)
    void the_bytes_after_the_last_one_stay_in_the_stream() {
        var in = Source.atOnce("hello world");

        assertEquals("\"hello\"", read(in, 5), "readExactly(in, 5)");
        assertEquals("\" world\"", read(in, 6), "readExactly(in, 6)");
        assertFalse(in.isClosed(), "the stream is closed");
    }

    @Test
    @Order(2)
    void bytes_that_arrive_one_by_one_are_put_together() {
        assertEquals("\"hello\"", read(Source.byteByByte("hello world"), 5));
    }

    @Test
    @Order(3)
    void bytes_that_arrive_in_pieces_of_any_size_are_put_together() {
        var sent = Bytes.pattern(50_000);
        var in = Source.inPieces(sent, Weather.today());

        var read = attempt(in, sent.length).returns();
        assertEquals("no difference", Bytes.difference(sent, read));
    }

    @Test
    @Order(4)
    void the_last_read_asks_for_what_is_missing_and_no_more() {
        var few = Source.inPieces("hel", "lo wor", "ld");
        assertEquals("\"hello\"", read(few, 5), "readExactly(in, 5)");
        assertEquals("\" world\"", read(few, 6), "readExactly(in, 6)");

        var piece = "0123456789".repeat(600);
        var many = Source.inPieces(piece, piece, piece, piece);
        assertEquals(10_000, attempt(many, 10_000).returns().length, "bytes read of 24000");
        assertEquals(14_000, attempt(many, 14_000).returns().length, "bytes read of the rest");
    }

    @Test
    @Order(5)
    void an_early_end_is_an_exception_that_counts_the_bytes() {
        var in = Source.byteByByte("hel");
        var e = attempt(in, 5).fails(EOFException.class);
        assertEquals("3 of 5 bytes", e.getMessage());
        assertFalse(in.isClosed(), "the stream is closed");

        var nothing = attempt(Source.atOnce(""), 5).fails(EOFException.class);
        assertEquals("0 of 5 bytes", nothing.getMessage());
    }

    @Test
    @Order(6)
    void no_bytes_are_there_without_reading() {
        var in = Source.atOnce("");

        assertEquals("\"\"", read(in, 0), "readExactly(in, 0)");
        assertEquals(0, in.reads(), "calls of read");
    }

    @Test
    @Order(7)
    void a_negative_number_is_refused_before_reading() {
        var in = Source.atOnce("hello");

        attempt(in, -1).fails(IllegalArgumentException.class);
        attempt(in, Integer.MIN_VALUE).fails(IllegalArgumentException.class);
        assertEquals(0, in.reads(), "calls of read");
    }

    @Test
    @Order(8)
    void a_failure_is_passed_on_and_the_stream_stays_open() {
        for (var failure :
                List.of(
                        new IOException("Connection reset"),
                        new SocketTimeoutException("Read timed out"),
                        new EOFException("Unexpected end of ZLIB input stream"))) {
            var in = Source.failing("hel", failure);
            assertSame(failure, attempt(in, 5).fails(IOException.class));
            assertFalse(in.isClosed(), "the stream is closed");
        }
    }

    @Test
    @Order(9)
    void a_huge_number_takes_no_memory_before_the_bytes_come() {
        memory(10, 1_000_000).wasLessThan(256);
        memory(10, Integer.MAX_VALUE).wasLessThan(256);
        memory(20_000, 100_000_000).wasAtMost(20_000);
        memory(20_000, Integer.MAX_VALUE).wasAtMost(20_000);

        Wire.note("stream", "has 4000 bytes, one for each read, and is asked for 5000");
        var trickle = new Trickle(4_000);
        attempt(trickle, 5_000).fails(EOFException.class);
        trickle.hasCostAtMost(16_000);
    }

    /// What is taken where `count` bytes arrive of the `n` that are asked for.
    private static Memory memory(int count, int n) {
        Wire.note("stream", "has " + count + " bytes, and is asked for " + n);
        attempt(new ByteArrayInputStream(new byte[count]), n).fails(EOFException.class);

        var memory = new Memory();
        var in = new ByteArrayInputStream(new byte[count]);
        Attempt.of(memory.watches(() -> ReadExactly.readExactly(in, n))).fails(EOFException.class);
        return memory;
    }

    private static Attempt<byte[]> attempt(InputStream in, int n) {
        return Attempt.of(() -> ReadExactly.readExactly(in, n));
    }

    private static String read(InputStream in, int n) {
        return Bytes.visible(attempt(in, n).returns());
    }
}
