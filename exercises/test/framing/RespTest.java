package framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import framing.Resp.Array;
import framing.Resp.Bulk;
import framing.Resp.Failure;
import framing.Resp.Int;
import framing.Resp.Limits;
import framing.Resp.Null;
import framing.Resp.Simple;
import framing.Resp.Value;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kit.Attempt;
import kit.Bytes;
import kit.Language;
import kit.Memory;
import kit.Sink;
import kit.Source;
import kit.Splits;
import kit.Trickle;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class RespTest {

    private static final IOException NO_MORE = new IOException("no more has arrived");

    @Test
    @Order(1)
    void a_value_of_each_kind_is_read() {
        reads("simple \"OK\"", "+OK\r\n");
        reads("simple \"\"", "+\r\n");
        reads(
                "simple \"+-:$* Gr\\xc3\\xbc\\xc3\\x9fe\\x00\"",
                "++-:$* Gr\u00c3\u00bc\u00c3\u009fe\0\r\n");
        reads("failure \"ERR no\"", "-ERR no\r\n");
        reads("failure \"\"", "-\r\n");
        reads("5", ":5\r\n");
        reads("-5", ":-5\r\n");
        reads("5", ":+5\r\n");
        reads("0", ":-0\r\n");
        reads("7", ":0000000000000000007\r\n");
        reads("4294967296", ":4294967296\r\n");
        reads("9223372036854775807", ":+9223372036854775807\r\n");
        reads("-9223372036854775808", ":-9223372036854775808\r\n");
        reads("bulk \"hello\"", "$5\r\nhello\r\n");
        reads("bulk \"\"", "$0\r\n\r\n");
        reads("bulk \"hello\"", "$0000000000000000005\r\nhello\r\n");
        reads("null", "$-1\r\n");
        reads("null", "*-1\r\n");
        reads("[]", "*0\r\n");
        reads("[1, null, bulk \"a\"]", "*3\r\n:1\r\n$-1\r\n$1\r\na\r\n");
        reads("[null, failure \"b\", simple \"c\"]", "*03\r\n*-1\r\n-b\r\n+c\r\n");
        reads("[[], [[2], 3]]", "*2\r\n*0\r\n*2\r\n*1\r\n:2\r\n:3\r\n");
    }

    @Test
    @Order(2)
    void a_bulk_string_holds_any_bytes() {
        reads("bulk \"a\\r\\nb\"", "$4\r\na\r\nb\r\n");
        reads("bulk \"\\r\\n\"", "$2\r\n\r\n\r\n");
        reads("bulk \"\\r\"", "$1\r\n\r\r\n");
        reads("bulk \"$1\\r\\na\\r\\n\"", "$7\r\n$1\r\na\r\n\r\n");
        reads("bulk \"\\x00\\xff\\x80\\xc3\"", "$4\r\n\0\u00ff\u0080\u00c3\r\n");
        reads("bulk \"\\xc3\\xa9\"", "$2\r\n\u00c3\u00a9\r\n");
        reads("[bulk \"\\r\\n*\", bulk \"-1\"]", "*2\r\n$3\r\n\r\n*\r\n$2\r\n-1\r\n");
    }

    @Test
    @Order(3)
    void however_the_bytes_are_cut_the_values_are_the_same() {
        var bytes =
                "+OK\r\n-ERR\r\n:-12\r\n$-1\r\n*3\r\n$6\r\na\r\n\r\nb\r\n*1\r\n:7\r\n+\u00c3\u00a9\r\n$0\r\n\r\n";
        Splits.allGive(
                "simple \"OK\", failure \"ERR\", -12, null,"
                        + " [bulk \"a\\r\\n\\r\\nb\", [7], simple \"\\xc3\\xa9\"], bulk \"\"",
                Bytes.of(bytes),
                RespTest::all);

        var longer =
                "*2\r\n$70000\r\n"
                        + "x".repeat(70_000)
                        + "\r\n+"
                        + "y".repeat(9_000)
                        + "\r\n:1\r\n";
        Splits.allGive(
                "[bulk of 70000 bytes, simple of 9000 bytes], 1", Bytes.of(longer), RespTest::all);
    }

    @Test
    @Order(4)
    void what_follows_a_value_is_not_asked_for() {
        for (var text :
                new String[] {
                    "+OK\r\n",
                    ":1\r\n",
                    "$-1\r\n",
                    "$0\r\n\r\n",
                    "$2\r\nhi\r\n",
                    "*0\r\n",
                    "*1\r\n$1\r\na\r\n"
                }) {
            var waiting = Source.failing(text, NO_MORE);
            isTaken(waiting, usual(), "for " + Bytes.visible(Bytes.of(text)) + ", and no more");
        }

        var in = Source.inPieces("+O", "K\r\nhello", "$", "2\r", "\n\r\n\r\n\r\n*1\r\n:1\r\nbye");
        assertEquals("simple \"OK\"", outcome(in, usual()));
        assertEquals("\"hello\"", rest(in, 5), "what follows the simple string");
        assertEquals("bulk \"\\r\\n\"", outcome(in, usual()));
        assertEquals("\"\\r\\n\"", rest(in, 2), "what follows the bulk string");
        assertEquals("[1]", outcome(in, usual()));
        assertEquals("\"bye\"", rest(in, 9), "what follows the array");
    }

    @Test
    @Order(5)
    void the_end_of_the_stream_is_in_order_between_two_values_only() {
        var in = Source.atOnce("+OK\r\n*-1\r\n");
        assertEquals("simple \"OK\"", outcome(in, usual()));
        assertEquals("null", outcome(in, usual()));
        assertEquals("no value", outcome(in, usual()), "at the end of the stream");
        assertEquals("no value", outcome(in, usual()), "once more");
        assertEquals("no value", outcome(Source.atOnce(""), usual()), "of an empty stream");

        for (var cut :
                new String[] {
                    "+",
                    "+OK",
                    "+OK\r",
                    "-",
                    "-ERR",
                    ":",
                    ":1",
                    ":1\r",
                    "$",
                    "$5",
                    "$5\r\n",
                    "$5\r\nhell",
                    "$5\r\nhello",
                    "$5\r\nhello\r",
                    "$0\r\n",
                    "$-",
                    "*",
                    "*2",
                    "*2\r\n",
                    "*2\r\n:1\r\n",
                    "*2\r\n:1\r\n$1\r\n",
                    "*1\r\n*1\r\n"
                }) {
            gives("EOFException", cut, usual());
        }
    }

    @Test
    @Order(6)
    void what_is_no_value_is_refused() {
        for (var line :
                new String[] {
                    "PING",
                    "",
                    " +OK",
                    "5",
                    "_",
                    "#t",
                    "\0",
                    "\u00ff",
                    "+a\rb",
                    "+a\nb",
                    "+a\r",
                    "-a\rb",
                    "-a\nb",
                    "-\n",
                    "+\u00ff",
                    "-caf\u00e9",
                    "+\u00c3",
                    "+\u00c0\u0080",
                    "-\u00ed\u00a0\u0080",
                    ":",
                    ":+",
                    ":-",
                    ": 1",
                    ":1 ",
                    ":1.5",
                    ":1e3",
                    ":0x1",
                    ":--1",
                    ":+-1",
                    ":1\n",
                    ":a",
                    ":1,0",
                    ":\u00d9\u00a3",
                    ":9223372036854775808",
                    ":-9223372036854775809",
                    ":9999999999999999999",
                    ":00000000000000000001",
                    "$",
                    "$-",
                    "$+0",
                    "$-0",
                    "$-2",
                    "$-01",
                    "$ 0",
                    "$0 ",
                    "$a",
                    "$?",
                    "$0x1",
                    "$\u00d9\u00a3",
                    "$9223372036854775808",
                    "$00000000000000000001",
                    "$-1 ",
                    "*",
                    "*-",
                    "*+0",
                    "*-0",
                    "*-2",
                    "*-01",
                    "* 0",
                    "*0 ",
                    "*a",
                    "*?",
                    "*0x1",
                    "*\u00d9\u00a3",
                    "*9223372036854775808",
                    "*00000000000000000001",
                    "*-1 "
                }) {
            gives("ProtocolException", line + "\r\n", usual());
        }
        for (var text :
                new String[] {
                    "+OK\n+OK\r\n",
                    "-ERR\n+OK\r\n",
                    ":1\n:1\r\n",
                    "$1\na\r\n",
                    "*0\n*0\r\n",
                    "$-1\n$-1\r\n",
                    "$1\r\nab\r\n",
                    "$1\r\nabc\r\n",
                    "$1\r\na\n\n\r\n",
                    "$1\r\na\rb\r\n",
                    "$1\r\na\n\r\r\n",
                    "$0\r\n+OK\r\n",
                    "$1\r\na+OK\r\n",
                    "*1\r\nPING\r\n",
                    "*2\r\n:1\r\n\r\n",
                    "*2\r\n:1\r\n,2\r\n",
                    "*1\r\n$1\r\nab\r\n"
                }) {
            gives("ProtocolException", text, usual());
        }
    }

    @Test
    @Order(7)
    void what_is_above_a_limit_is_refused_at_once() {
        var limits = new Limits(5, 3, 2);
        for (var text :
                new String[] {
                    "+12345\r\n",
                    "-12345\r\n",
                    "$5\r\n12345\r\n",
                    ":1234567890\r\n",
                    "+\u00c3\u00a9\u00c3\u00a9!\r\n",
                    "*3\r\n:1\r\n:2\r\n:3\r\n",
                    "*2\r\n*1\r\n:1\r\n:2\r\n",
                    "*3\r\n*0\r\n*0\r\n*0\r\n"
                }) {
            var twice = Source.atOnce(text + text);
            var shown = "for " + Bytes.visible(Bytes.of(text));
            var first = isTaken(twice, limits, shown + ", which is within the limits");
            assertEquals(first, outcome(twice, limits), shown + " once more");
        }
        var none = new Limits(0, 0, 0);
        gives("simple \"\"", "+\r\n", none);
        gives("bulk \"\"", "$0\r\n\r\n", none);
        gives("[]", "*0\r\n", new Limits(0, 0, 1));
        gives("null", "*-1\r\n", none);
        gives("[null]", "*1\r\n*-1\r\n", new Limits(0, 1, 1));
        gives("[".repeat(100) + "]".repeat(100), "*1\r\n".repeat(99) + "*0\r\n", highest());

        for (var text :
                new String[] {
                    "+123456",
                    "-123456",
                    "+\u00c3\u00a9\u00c3\u00a9\u00c3\u00a9",
                    "$6\r\n",
                    "*4\r\n",
                    "*2\r\n*2\r\n",
                    "*2\r\n*1\r\n:1\r\n*1\r\n",
                    "*1\r\n*1\r\n*1\r\n",
                    "*1\r\n*1\r\n*0\r\n",
                    "*2\r\n:1\r\n*1\r\n*0\r\n",
                    "$4294967297\r\n",
                    "*4294967297\r\n",
                    "$9223372036854775807\r\n",
                    "*1\r\n*4294967297\r\n",
                    "*1\r\n*9223372036854775807\r\n",
                    ":111111111111111111111",
                    "$000000000000000000000",
                    "*000000000000000000000"
                }) {
            assertEquals(
                    "ProtocolException",
                    outcome(Source.failing(text, NO_MORE), limits),
                    "for " + Bytes.visible(Bytes.of(text)) + ", and no more has arrived");
        }
        gives("ProtocolException", "+1\r\n", none);
        gives("ProtocolException", "*0\r\n", none);
        gives("ProtocolException", "$6\r\n123456\r\n", limits);
        gives("ProtocolException", "$2147483648\r\n", highest());
        gives("ProtocolException", "*2147483648\r\n", highest());
        gives("ProtocolException", "*1\r\n*2147483647\r\n", highest());
        gives("ProtocolException", "*1\r\n".repeat(100) + "*0\r\n", highest());

        for (var wrong : new int[][] {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}, {0, 0, 101}}) {
            Attempt.of(() -> new Limits(wrong[0], wrong[1], wrong[2]))
                    .fails(IllegalArgumentException.class);
        }
    }

    @Test
    @Order(8)
    void memory_is_taken_for_the_bytes_that_have_come() {
        takes(256, "a bulk string", "$2147483647\r\n0123456789", 0);
        takes(256, "an array", "*2147483647\r\n:1\r\n:2\r\n", 0);
        takes(256, "arrays within each other", "*9999999\r\n".repeat(100), 0);
        takes(256, "a text", "+0123456789", 0);
        takes(20_000, "20000 bytes of a text", "+", 20_000);
        takes(20_000, "20000 bytes of a bulk string", "$2000000000\r\n", 20_000);
        takes(40_000, "an array of 10000 numbers", "*2000000000\r\n" + ":1\r\n".repeat(10_000), 0);
    }

    @Test
    @Order(9)
    void a_value_is_written_byte_for_byte_in_one_call() {
        writes("+OK\r\n", new Simple("OK"));
        writes("+\r\n", new Simple(""));
        writes("+\u00c3\u00a9\u00f0\u009f\u0098\u0080\0\r\n", new Simple("\u00e9\ud83d\ude00\0"));
        writes("-ERR \u00c3\u00a9\r\n", new Failure("ERR \u00e9"));
        writes("-MOVED 1 h:2\r\n", new Failure("MOVED 1 h:2"));
        writes(":0\r\n", new Int(0));
        writes(":5\r\n", new Int(5));
        writes(":-9223372036854775808\r\n", new Int(Long.MIN_VALUE));
        writes("$5\r\nhello\r\n", bulk("hello"));
        writes("$0\r\n\r\n", bulk(""));
        writes("$6\r\n\0\u00ff\r\n\u00c3\u00a9\r\n", bulk("\0\u00ff\r\n\u00c3\u00a9"));
        writes("$70000\r\n" + "x".repeat(70_000) + "\r\n", bulk("x".repeat(70_000)));
        writes("$-1\r\n", new Null());
        writes("*0\r\n", new Array(List.of()));
        writes(
                "*3\r\n$1\r\na\r\n*2\r\n$-1\r\n*0\r\n:-1\r\n",
                array(bulk("a"), array(new Null(), array()), new Int(-1)));
        writes(
                "*10000\r\n" + ":1\r\n".repeat(10_000),
                new Array(Collections.nCopies(10_000, new Int(1))));

        Language.withArabicDigits(() -> {
            writes("*1\r\n:12\r\n", array(new Int(12)));
            writes("$3\r\nabc\r\n", bulk("abc"));
        });
    }

    @Test
    @Order(10)
    void a_text_that_would_break_the_protocol_is_not_written() {
        for (var text : new String[] {"a\rb", "a\n", "\r\n+OK", "\ud83d", "a\ude00b"}) {
            refusesToWrite(new Simple(text));
            refusesToWrite(new Failure(text));
            refusesToWrite(array(new Int(1), array(new Simple("OK"), new Simple(text))));
            refusesToWrite(array(array(), new Failure(text), new Int(1)));
        }
    }

    @Test
    @Order(11)
    void the_streams_stay_open_and_their_failures_are_passed_on() {
        var timeout = new SocketTimeoutException("Read timed out");
        for (var begun :
                new String[] {
                    "",
                    "+",
                    "+O",
                    "+OK\r",
                    ":1",
                    "$5",
                    "$5\r\nhe",
                    "$2\r\nhi",
                    "*2\r\n",
                    "*2\r\n:1\r\n",
                    "*1\r\n*1\r\n+"
                }) {
            var in = Source.failing(begun, timeout);
            assertSame(timeout, call(in, usual()).fails(IOException.class), "of the stream");
            assertFalse(in.isClosed(), "the stream is closed");
        }
        for (var text :
                new String[] {
                    "",
                    "+OK\r\n",
                    "*1\r\n$2\r\nhi\r\n",
                    "$5\r\nhe",
                    "PING\r\n",
                    ":a\r\n",
                    "$300\r\n"
                }) {
            var in = Source.atOnce(text);
            call(in, usual()).ends();
            assertFalse(in.isClosed(), "the stream is closed");
        }

        var broken = new IOException("Broken pipe");
        var failing = Sink.failing(broken);
        var writing = Attempt.to(() -> Resp.write(failing, new Simple("OK")));
        assertSame(broken, writing.fails(IOException.class), "of the stream");
        assertFalse(failing.isClosed(), "the stream is closed");
    }

    @Test
    @Order(12)
    void calls_for_different_streams_know_nothing_of_each_other() {
        var bytes = "*2\r\n+hello\r\n$5\r\nworld\r\n";
        var limits = new Limits(20, 5, 2);
        for (var end :
                new String[] {"", "*1\r\n*1\r\n+cu", "*2\r\n*2\r\n:x\r\n", "*1\r\n*1\r\n*0\r\n"}) {
            outcome(Source.atOnce(end), limits);
            gives("[simple \"hello\", bulk \"world\"]", bytes, limits);
        }

        var others = "*2\r\n*2\r\n+a\r\n:1\r\n$1\r\nb\r\n";
        for (int at = 0; at < bytes.length(); at++) {
            var meanwhile = new ArrayList<String>();
            Runnable call = () -> meanwhile.add(outcome(Source.atOnce(others), limits));
            var in = new Interrupted(bytes, at, call);
            assertEquals("[simple \"hello\", bulk \"world\"]", outcome(in, limits));
            assertEquals(
                    List.of("[[simple \"a\", 1], bulk \"b\"]"), meanwhile, "of another stream");
        }

        var byes = new ArrayList<String>();
        var values =
                new AbstractList<Value>() {
                    @Override
                    public Value get(int index) {
                        byes.add(written(array(bulk("bye"))));
                        return new Int(index);
                    }

                    @Override
                    public int size() {
                        return 2;
                    }
                };
        assertEquals("\"*2\\r\\n:0\\r\\n:1\\r\\n\"", written(new Array(values)));
        assertEquals("\"*1\\r\\n$3\\r\\nbye\\r\\n\"", byes.getFirst(), "into another stream");
    }

    /// A stream before whose byte number `at` something else happens.
    private static final class Interrupted extends InputStream {

        private final byte[] bytes;
        private final int before;
        private final Runnable something;
        private int at;

        Interrupted(String text, int before, Runnable something) {
            bytes = Bytes.of(text);
            this.before = before;
            this.something = something;
        }

        @Override
        public int read() {
            if (at == before) {
                something.run();
            }
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            if (count == 0) {
                return 0;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            into[from] = (byte) next;
            return 1;
        }
    }

    private static void reads(String value, String text) {
        gives(value, text, usual());
    }

    private static void gives(String outcome, String text, Limits limits) {
        var shown = text.length() > 100 ? text.length() + " bytes" : Bytes.visible(Bytes.of(text));
        assertEquals(outcome, outcome(Source.atOnce(text), limits), "for " + shown);
    }

    private static Limits usual() {
        return new Limits(200, 100, 10);
    }

    private static Limits highest() {
        return new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, 100);
    }

    /// The value that is read of bytes that have one.
    private static String isTaken(InputStream in, Limits limits, String what) {
        var outcome = outcome(in, limits);
        if (outcome.endsWith("Exception")) {
            assertEquals("a value", outcome, what);
        }
        return outcome;
    }

    private static Attempt<Optional<Value>> call(InputStream in, Limits limits) {
        return Attempt.of(() -> Resp.read(in, limits));
    }

    /// The next value in words, or the name of the exception.
    private static String outcome(InputStream in, Limits limits) {
        var call = call(in, limits);
        call.ends();
        return call.hasThrown(Exception.class)
                ? call.fails(Exception.class).getClass().getSimpleName()
                : call.returns().map(RespTest::shown).orElse("no value");
    }

    private static String all(List<byte[]> pieces) throws IOException {
        var in = Source.inPieces(pieces);
        var values = new ArrayList<String>();
        var limits = new Limits(80_000, 100, 10);
        for (Optional<Value> value;
                (value = Resp.read(in, limits)).isPresent() && values.size() < 100; ) {
            values.add(shown(value.get()));
        }
        return String.join(", ", values);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Simple(var text) -> "simple " + shown(text.getBytes(UTF_8));
            case Failure(var text) -> "failure " + shown(text.getBytes(UTF_8));
            case Int(var number) -> Long.toString(number);
            case Bulk(var bytes) -> "bulk " + shown(bytes);
            case Null() -> "null";
            case Array(var values) ->
                    values.stream().map(RespTest::shown).collect(joining(", ", "[", "]"));
        };
    }

    private static String shown(byte[] bytes) {
        return bytes.length > 300 ? "of " + bytes.length + " bytes" : Bytes.visible(bytes);
    }

    private static String rest(InputStream in, int count) {
        return Bytes.visible(Attempt.of(() -> in.readNBytes(count)).returns());
    }

    /// So many KiB at most are taken of a stream that ends within a value.
    private static void takes(int kib, String what, String begun, int more) {
        Wire.note("stream", "has " + what + ", and ends before the value does");
        Attempt.of(() -> Resp.read(cut(begun, more), highest())).fails(EOFException.class);

        var in = cut(begun, more);
        var memory = new Memory();
        Attempt.of(memory.watches(() -> Resp.read(in, highest()))).fails(EOFException.class);
        memory.wasAtMost(kib);
    }

    private static InputStream cut(String begun, int more) {
        var beginning = new ByteArrayInputStream(Bytes.of(begun));
        return more == 0 ? beginning : new SequenceInputStream(beginning, new Trickle(more));
    }

    private static Bulk bulk(String bytes) {
        return new Bulk(Bytes.of(bytes));
    }

    private static Array array(Value... values) {
        return new Array(List.of(values));
    }

    private static String written(Value value) {
        var out = Sink.open();
        Attempt.to(() -> Resp.write(out, value)).returns();
        out.flush();
        return Bytes.visible(out.arrived());
    }

    private static void writes(String expected, Value value) {
        var out = Sink.open();
        Attempt.to(() -> Resp.write(out, value)).returns();
        assertEquals(0, out.arrived().length, "bytes that are sent before a flush");
        assertFalse(out.isClosed(), "the stream is closed");
        assertEquals(1, out.writes(), "calls of write");
        out.flush();
        var written = out.arrived();
        if (expected.length() > 300) {
            assertEquals("no difference", Bytes.difference(Bytes.of(expected), written));
        } else {
            assertEquals(Bytes.visible(Bytes.of(expected)), Bytes.visible(written));
        }
    }

    private static void refusesToWrite(Value value) {
        var out = Sink.open();
        var writing = Attempt.to(() -> Resp.write(out, value));
        writing.fails(IllegalArgumentException.class);
        assertEquals(0, out.writes(), "calls of write before it was refused");
        assertFalse(out.isClosed(), "the stream is closed");
    }
}
