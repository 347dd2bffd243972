package tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import kit.Attempt;
import kit.Bytes;
import kit.Source;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ReadExactlyTest {

    @Test
    @Order(1)
    void the_bytes_after_the_last_one_stay_in_the_stream() {
        var in = Source.atOnce("hello world");

        assertEquals("\"hello\"", read(in, 5), "readExactly(in, 5)");
        assertEquals("\" world\"", read(in, 6), "readExactly(in, 6)");
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
    void an_early_end_is_an_exception_that_counts_the_bytes() {
        var e = attempt(Source.byteByByte("hel"), 5).fails(EOFException.class);
        assertEquals("3 of 5 bytes", e.getMessage());
    }

    @Test
    @Order(5)
    void no_bytes_are_there_without_reading() {
        var in = Source.atOnce("");

        assertEquals("\"\"", read(in, 0), "readExactly(in, 0)");
        assertEquals(0, in.reads(), "calls of read");
    }

    @Test
    @Order(6)
    void a_negative_number_is_refused_before_reading() {
        var in = Source.atOnce("hello");

        attempt(in, -1).fails(IllegalArgumentException.class);
        assertEquals(0, in.reads(), "calls of read");
    }

    @Test
    @Order(7)
    void a_failure_is_passed_on_and_the_stream_stays_open() {
        var failure = new IOException("Connection reset");
        var in = Source.failing("hel", failure);

        assertSame(failure, attempt(in, 5).fails(IOException.class));
        assertFalse(in.isClosed(), "the stream is closed");
    }

    @Test
    @Order(8)
    void a_huge_number_takes_no_memory_before_the_bytes_come() {
        attempt(Source.atOnce("hello"), 2_147_483_647).fails(EOFException.class);
    }

    private static Attempt<byte[]> attempt(InputStream in, int n) {
        return Attempt.of(() -> ReadExactly.readExactly(in, n));
    }

    private static String read(InputStream in, int n) {
        return Bytes.visible(attempt(in, n).returns());
    }
}
