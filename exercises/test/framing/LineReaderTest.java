package framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kit.Attempt;
import kit.Bytes;
import kit.Memory;
import kit.Mismatch;
import kit.Source;
import kit.Splits;
import kit.Trickle;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final IOException NO_MORE = new IOException("no more has arrived");

    @Test
    @Order(1)
    void a_line_ends_with_lf_or_cr_lf() {
        var reader = reader(Source.atOnce("one\ntwo\r\n\n\r\nlast\n"), 80);

        assertEquals("\"one\"", line(reader));
        assertEquals("\"two\"", line(reader));
        assertEquals("\"\"", line(reader));
        assertEquals("\"\"", line(reader));
        assertEquals("\"last\"", line(reader));
        assertEquals("no line", line(reader), "at the end of the stream");
        assertEquals("no line", line(reader), "once more");
        assertEquals("no line", line(reader(Source.atOnce(""), 80)), "of an empty stream");
    }

    @Test
    @Order(2)
    void every_byte_before_the_end_belongs_to_the_line() {
        var text = "\ufeff a\rb\t\0\u000b\f\u001c\u0085\u2028\u2029\ufffd e\u0301 \r";
        var reader = reader(Source.atOnce(latin1(text + "\r\n" + "\rc" + "\n")), 80);

        assertEquals(visible(text), line(reader));
        assertEquals("\"\\rc\"", line(reader));
    }

    @Test
    @Order(3)
    void however_the_bytes_are_cut_the_lines_are_the_same() {
        var bytes = "h\u00e9llo\r\n\r\r\n\n\ud83d\ude00\u20ac\na\rb\n".getBytes(UTF_8);

        var lines = List.of("h\u00e9llo", "\r", "", "\ud83d\ude00\u20ac", "a\rb");
        Splits.allGive(visible(lines), bytes, LineReaderTest::lines);

        var longer = "x".repeat(9_000);
        var twice = Bytes.of(longer + "\r\n" + longer + "\r\n");
        Splits.allGive(visible(List.of(longer, longer)), twice, LineReaderTest::lines);
    }

    @Test
    @Order(4)
    void a_line_is_returned_as_soon_as_its_end_has_arrived() {
        for (var text : new String[] {"one\n", "one\r\n", "one\ntwo\n"}) {
            var reader = reader(Source.failing(text, NO_MORE), 80);
            text.lines().forEach(line -> assertEquals(visible(line), line(reader)));
        }
    }

    @Test
    @Order(5)
    void lines_and_other_bytes_are_read_by_turns() {
        var reader = reader(Source.atOnce("SEND 6\r\n\r\n\0\u00ff\r\nSEND 2\n\n\nend"), 80);

        assertEquals("\"SEND 6\"", line(reader));
        assertEquals("\"\\r\\n\\x00\\xff\\r\\n\"", rest(reader, 6));
        assertEquals("\"SEND 2\"", line(reader));
        assertEquals("\"\\n\\n\"", rest(reader, 2));
        assertEquals("\"end\"", rest(reader, 9), "all that follows");

        var untouched = reader(Source.inPieces("on", "e\ntwo\n", "three\n"), 80);
        assertEquals("\"o\"", rest(untouched, 1));
        assertEquals("\"ne\"", line(untouched));
        assertEquals("\"two\\nthr\"", rest(untouched, 7));
        assertEquals("\"ee\"", line(untouched));

        var kept = reader(Source.atOnce("one\ntwo\nthree\nend"), 80);
        var rest = Attempt.of(kept::rest).returns();
        assertEquals("\"one\"", line(kept));
        assertEquals("\"two\\n\"", bytes(rest, 4), "of a rest that was asked for before the line");
        assertEquals("\"three\"", line(kept));
        assertEquals("\"end\"", bytes(rest, 9), "all that follows");

        var single = reader(Source.atOnce("one\n\u00ff"), 80);
        line(single);
        assertEquals(0xff, Attempt.of(() -> single.rest().read()).returns(), "read() of \\xff");
        assertEquals(-1, Attempt.of(() -> single.rest().read()).returns(), "read() at the end");

        var live = reader(new NoMore(Source.failing("one\ntwo", NO_MORE)), 80);
        line(live);
        var read = Attempt.of(() -> live.rest().read(new byte[80]));
        read.ends();
        assertFalse(
                read.hasThrown(UncheckedIOException.class),
                "a read of the rest waits, with bytes there");
        int count = read.returns();
        assertTrue(count > 0 && count <= 3, count + " of 3 bytes");
    }

    @Test
    @Order(6)
    void a_line_of_one_byte_too_many_is_refused_at_once() {
        var exact =
                reader(Source.atOnce("\u00c3\u00a9\u00c3\u00a9\n1234\r\n123\r\r\n\n12\r\r\r\n"), 4);
        assertEquals(visible("\u00e9\u00e9"), line(exact));
        assertEquals("\"1234\"", line(exact));
        assertEquals("\"123\\r\"", line(exact));
        assertEquals("\"\"", line(exact));
        assertEquals("\"12\\r\\r\"", line(exact));
        assertEquals("\"\"", line(reader(Source.atOnce("\r\n"), 0)));

        var apart = reader(Source.inPieces("1234\r", "\n123\r\r", "\n"), 4);
        assertEquals("\"1234\"", line(apart), "its LF comes later than its CR");
        assertEquals("\"123\\r\"", line(apart), "its LF comes later than its CR");

        for (var tooLong :
                new String[] {"12345", "\u00c3\u00a9\u00c3\u00a9!", "1234\r5", "123\r\r\r"}) {
            var reader = reader(Source.failing(tooLong, NO_MORE), 4);
            call(reader).fails(ProtocolException.class);
        }
        call(reader(Source.failing("1", NO_MORE), 0)).fails(ProtocolException.class);
        call(reader(Source.atOnce("12345\n"), 4)).fails(ProtocolException.class);

        Attempt.of(() -> new LineReader(Source.atOnce("\n"), -1))
                .fails(IllegalArgumentException.class);
    }

    @Test
    @Order(7)
    void what_is_no_utf_8_is_refused_and_the_next_line_is_read() {
        for (var malformed :
                new String[] {
                    "\u00ff", "caf\u00e9", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080"
                }) {
            var reader = reader(Source.atOnce("one\n" + malformed + "\r\ntwo\n"), 80);
            assertEquals("\"one\"", line(reader));
            call(reader).fails(CharacterCodingException.class);
            assertEquals("\"two\"", line(reader));
        }
    }

    @Test
    @Order(8)
    void a_stream_that_ends_within_a_line_is_cut() {
        for (var cut : new String[] {"unfinished", "\r", "\u00ff"}) {
            var reader = reader(Source.atOnce("one\n" + cut), 80);
            assertEquals("\"one\"", line(reader));
            call(reader).fails(EOFException.class);
        }
    }

    @Test
    @Order(9)
    void the_stream_stays_open_and_its_failures_are_passed_on() {
        for (var failure :
                List.of(
                        new SocketTimeoutException("Read timed out"),
                        new SocketException("Connection reset"))) {
            var failing = Source.failing("one\nun", failure);
            var reader = reader(failing, 80);
            line(reader);
            assertSame(failure, call(reader).fails(IOException.class));
            assertFalse(failing.isClosed(), "the stream is closed");

            var rest = reader(Source.failing("one\n", failure), 80);
            line(rest);
            var read = Attempt.of(() -> rest.rest().read(new byte[9]));
            assertSame(failure, read.fails(IOException.class), "a read of the rest");
        }

        for (var text : new String[] {"one\n", "one\n12345\n", "one\n\u00ff\n", "one\ncut"}) {
            var in = Source.atOnce(text);
            var last = reader(in, 4);
            line(last);
            call(last).ends();
            assertFalse(in.isClosed(), "the stream is closed");
        }
    }

    @Test
    @Order(10)
    void many_bytes_are_asked_for_at_a_time() {
        var one = Source.atOnce("x".repeat(5_999) + "\n");
        line(reader(new Unannounced(one), 10_000));
        hasTakenFewReads(one, "one line");

        var many = Source.atOnce("123456789\n".repeat(600));
        var reader = reader(many, 10);
        for (int i = 0; i < 600; i++) {
            line(reader);
        }
        hasTakenFewReads(many, "600 lines");
    }

    @Test
    @Order(11)
    void memory_is_taken_for_the_bytes_that_have_come() {
        takesAtMost(256, 10);
        takesAtMost(20_000, 20_000);
    }

    private static void hasTakenFewReads(Source in, String lines) {
        if (in.reads() > 120) {
            throw Mismatch.of(
                    "at most 120 reads for 6000 bytes, which are " + lines, in.reads() + " reads");
        }
    }

    private static void takesAtMost(int kib, int bytes) {
        Wire.note("stream", "has " + bytes + " bytes, one for each read, and no LF");
        call(new LineReader(new Trickle(bytes), Integer.MAX_VALUE)).fails(EOFException.class);

        var in = new Trickle(bytes);
        var memory = new Memory();
        var watched = memory.watches(() -> new LineReader(in, Integer.MAX_VALUE).readLine());
        Attempt.of(watched).fails(EOFException.class);
        memory.wasAtMost(kib);
    }

    private static LineReader reader(InputStream in, int maxBytes) {
        return Attempt.of(() -> new LineReader(in, maxBytes)).returns();
    }

    private static Attempt<Optional<String>> call(LineReader reader) {
        return Attempt.of(reader::readLine);
    }

    private static String line(LineReader reader) {
        return call(reader).returns().map(LineReaderTest::visible).orElse("no line");
    }

    private static String rest(LineReader reader, int count) {
        return bytes(Attempt.of(reader::rest).returns(), count);
    }

    private static String bytes(InputStream rest, int count) {
        return Bytes.visible(Attempt.of(() -> rest.readNBytes(count)).returns());
    }

    private static String lines(List<byte[]> pieces) throws IOException {
        var reader = new LineReader(Source.inPieces(pieces), 10_000);
        var lines = new ArrayList<String>();
        for (Optional<String> line;
                (line = reader.readLine()).isPresent() && lines.size() < 100; ) {
            lines.add(line.get());
        }
        return visible(lines);
    }

    /// All lines, each in quotes; of long ones only the length.
    private static String visible(List<String> lines) {
        return lines.stream()
                .map(line -> line.length() > 80 ? line.length() + " characters" : visible(line))
                .collect(joining(" "));
    }

    private static String visible(String text) {
        return Bytes.visible(text.getBytes(UTF_8));
    }

    private static String latin1(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /// Does not say how many bytes are there, as that of TLS does not.
    private static final class Unannounced extends FilterInputStream {

        Unannounced(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    /// Fails unchecked: `InputStream.read` of an array keeps an `IOException` to itself once it has a
    /// byte.
    private static final class NoMore extends FilterInputStream {

        NoMore(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            try {
                return in.read(bytes, from, count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
