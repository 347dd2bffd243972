package framing;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kit.Attempt;
import kit.Bytes;
import kit.Memory;
import kit.Sink;
import kit.Source;
import kit.Splits;
import kit.Trickle;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LengthFramesTest {

    private static final IOException NO_MORE = new IOException("no more has arrived");

    @Test
    @Order(1)
    void a_frame_is_the_length_in_four_bytes_and_the_message() {
        assertEquals("\"\\x00\\x00\\x00\\x05hello\"", written("hello"));
        assertEquals("\"\\x00\\x00\\x00\\x00\"", written(""), "an empty message");
        assertEquals("\"\\x00\\x00\\x00\\x04\\x00\\xff\\r\\n\"", written("\0\u00ff\r\n"));
        assertEquals("\"\\x00\\x00\\x00\\xc8\"", written("x".repeat(200), 4), "200 bytes");
        assertEquals("\"\\x00\\x00\\x9c@\"", written("x".repeat(40_000), 4), "40000 bytes");
        assertEquals("\"\\x00\\x01\\x11p\"", written("x".repeat(70_000), 4), "70000 bytes");
        assertEquals("\"\\x01\\x00\\x00\\x00\"", written("x".repeat(1 << 24), 4), "2^24 bytes");
    }

    @Test
    @Order(2)
    void a_frame_is_written_at_once_and_flushed() {
        for (int count : new int[] {0, 5, 8_188, 100_000, 3_000_000}) {
            var out = Sink.open();
            write(out, new byte[count]).returns();
            assertEquals(1, out.writes(), "calls of write for " + count + " bytes");
            assertEquals(4 + count, out.arrived().length, "bytes that arrived");
            assertFalse(out.isClosed(), "the stream is closed");
        }
    }

    @Test
    @Order(3)
    void frames_are_read_one_after_the_other_until_the_stream_ends() {
        var in =
                Source.atOnce(
                        "\0\0\0\5hello\0\0\0\0\0\0\0\4\0\u00ff\r\n\0\0\0\u00c8" + "x".repeat(200));

        assertEquals("\"hello\"", read(in, 200));
        assertEquals("\"\"", read(in, 200));
        assertEquals("\"\\x00\\xff\\r\\n\"", read(in, 200));
        assertEquals(Bytes.visible(Bytes.of("x".repeat(200))), read(in, 200));
        hasNoFrame(in);
        hasNoFrame(Source.atOnce(""));
    }

    @Test
    @Order(4)
    void however_the_bytes_are_cut_the_frames_are_the_same() {
        var bytes = Bytes.of("\0\0\0\5hello\0\0\0\0\0\0\0\1\n\0\0\0\3\0\0\0");
        Splits.allGive(
                "\"hello\" \"\" \"\\n\" \"\\x00\\x00\\x00\"", bytes, LengthFramesTest::frames);

        var longer = Bytes.of("\0\1\21p" + "x".repeat(70_000) + "\0\0\0\2hi");
        Splits.allGive("70000 bytes \"hi\"", longer, LengthFramesTest::frames);
    }

    @Test
    @Order(5)
    void what_follows_a_frame_is_not_asked_for() {
        var in = Source.failing("\0\0\0\5hello\0\0\0\0", NO_MORE);
        assertEquals("\"hello\"", read(in, 100));
        assertEquals("\"\"", read(in, 100));

        var others = Source.inPieces("\0\0\0\5he", "llo world", "\0\0", "\0\2hi!");
        assertEquals("\"hello\"", read(others, 100));
        var rest = Attempt.of(() -> others.readNBytes(6)).returns();
        assertEquals("\" world\"", Bytes.visible(rest), "what follows the frame");
        assertEquals("\"hi\"", read(others, 100));
        assertEquals("\"!\"", Bytes.visible(Attempt.of(others::readAllBytes).returns()));
    }

    @Test
    @Order(6)
    void a_length_above_the_limit_is_refused_before_the_message() {
        assertEquals("\"hello\"", read(Source.atOnce("\0\0\0\5hello"), 5));
        assertEquals("\"\"", read(Source.atOnce("\0\0\0\0"), 0));

        refuses("\0\0\0\6", 5, "6");
        refuses("\0\0\0\1", 0, "1");
        refuses("\1\0\0\0", 65_536, "16777216");
        refuses("\u0080\0\0\0", Integer.MAX_VALUE, "2147483648");
        refuses("\u00ff\u00ff\u00ff\u00fe", 100, "4294967294");
        var whole = attempt(Source.atOnce("\0\0\0\6hello!"), 5);
        whole.fails(ProtocolException.class);
    }

    @Test
    @Order(7)
    void an_end_within_a_length_is_no_end_of_frames() {
        for (var cut : new String[] {"\1", "\0\1\0", "\0\0\0\5hello\0\1"}) {
            var in = Source.atOnce(cut);
            if (cut.contains("hello")) {
                assertEquals("\"hello\"", read(in, 100), "the frame before");
            }
            attempt(in, 100).fails(EOFException.class);
        }
    }

    @Test
    @Order(8)
    void an_end_within_a_message_is_no_end_of_frames() {
        for (var cut : new String[] {"\0\0\0\5hell", "\0\0\0\5", "\0\0\0\1"}) {
            attempt(Source.atOnce(cut), 100).fails(EOFException.class);
        }
    }

    @Test
    @Order(9)
    void memory_is_taken_for_the_bytes_that_have_come() {
        takesLess("\0\17\u00ff\u00ff", 1_048_575);
        takesLess("\177\u00ff\u00ff\u00ff", Integer.MAX_VALUE);

        Wire.note("stream", "has 20000 bytes, one for each read; the length is 2021161080");
        attempt(new Trickle(20_000), Integer.MAX_VALUE).fails(EOFException.class);
        var in = new Trickle(20_000);
        var memory = new Memory();
        var call = memory.watches(() -> LengthFrames.read(in, Integer.MAX_VALUE));
        Attempt.of(call).fails(EOFException.class);
        memory.wasAtMost(20_000);
    }

    @Test
    @Order(10)
    void the_streams_stay_open_and_their_failures_are_passed_on() {
        for (var failure :
                List.of(
                        new SocketTimeoutException("Read timed out"),
                        new SocketException("Connection reset"))) {
            for (var begun : new String[] {"", "\0\0", "\0\0\0\5he"}) {
                var in = Source.failing(begun, failure);
                assertSame(failure, attempt(in, 100).fails(IOException.class));
                assertFalse(in.isClosed(), "the stream is closed");
            }
        }
        for (var text : new String[] {"", "\0\0\0\2hi", "\0", "\0\0\0\2h", "\1\0\0\0"}) {
            var in = Source.atOnce(text);
            attempt(in, 100).ends();
            assertFalse(in.isClosed(), "the stream is closed");
        }
        var broken = new IOException("Broken pipe");
        var sink = Sink.failing(broken);
        var writing = write(sink, new byte[5]);
        writing.ends();
        assertTrue(writing.hasThrown(IOException.class), "the stream fails, and write throws");
        assertSame(broken, writing.fails(IOException.class));
        assertFalse(sink.isClosed(), "the stream is closed");

        var flushing =
                new FilterOutputStream(Sink.open()) {
                    @Override
                    public void flush() throws IOException {
                        throw broken;
                    }
                };
        var flush = Attempt.to(() -> LengthFrames.write(flushing, new byte[5]));
        assertSame(broken, flush.fails(IOException.class), "flush fails");
    }

    @Test
    @Order(11)
    void a_negative_limit_is_refused_before_reading() {
        var in = Source.atOnce("\0\0\0\0");

        attempt(in, -1).fails(IllegalArgumentException.class);
        attempt(in, Integer.MIN_VALUE).fails(IllegalArgumentException.class);
        assertEquals(0, in.reads(), "calls of read");
    }

    private static void refuses(String length, int max, String inDigits) {
        var in = Source.failing(length, NO_MORE);
        var text = attempt(in, max).fails(ProtocolException.class).getMessage();
        assertTrue(
                text != null && has(text, inDigits) && has(text, Integer.toString(max)),
                "the text names " + inDigits + " and " + max + ": " + text);
    }

    private static boolean has(String text, String number) {
        return List.of(text.split("[^0-9-]+")).contains(number);
    }

    /// Few bytes arrive of a frame of that length.
    private static void takesLess(String length, int max) {
        Wire.note("stream", "has 10 bytes of a long frame");
        var bytes = Bytes.of(length + "0123456789");
        attempt(new ByteArrayInputStream(bytes), max).fails(EOFException.class);

        var memory = new Memory();
        var in = new ByteArrayInputStream(bytes);
        Attempt.of(memory.watches(() -> LengthFrames.read(in, max))).fails(EOFException.class);
        memory.wasLessThan(256);
    }

    private static Attempt<Void> write(Sink out, byte[] message) {
        return Attempt.to(() -> LengthFrames.write(out, message));
    }

    private static String written(String message) {
        return written(message, Integer.MAX_VALUE);
    }

    /// The first bytes of what arrives of a frame.
    private static String written(String message, int count) {
        var out = Sink.open();
        write(out, Bytes.of(message)).returns();
        var frame = out.arrived();
        return Bytes.visible(Arrays.copyOf(frame, Math.min(frame.length, count)));
    }

    private static Attempt<Optional<byte[]>> attempt(InputStream in, int max) {
        return Attempt.of(() -> LengthFrames.read(in, max));
    }

    private static String read(InputStream in, int max) {
        return attempt(in, max).returns().map(Bytes::visible).orElse("no frame");
    }

    private static void hasNoFrame(InputStream in) {
        var call = attempt(in, 200);
        call.ends();
        assertFalse(call.hasThrown(EOFException.class), "an error where no frame has begun");
        assertTrue(call.returns().isEmpty(), "there is no further frame");
    }

    private static String frames(List<byte[]> pieces) throws IOException {
        var in = Source.inPieces(pieces);
        var frames = new ArrayList<byte[]>();
        for (Optional<byte[]> frame; (frame = LengthFrames.read(in, 80_000)).isPresent(); ) {
            frames.add(frame.get());
        }
        return frames.stream()
                .map(frame -> frame.length > 80 ? frame.length + " bytes" : Bytes.visible(frame))
                .collect(joining(" "));
    }
}
