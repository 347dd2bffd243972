package framing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads and writes values of [RESP2](https://redis.io/docs/latest/develop/reference/protocol-spec/),
/// the protocol of Redis.
///
/// The first byte of a value says of which kind it is, and every line ends with CR LF:
///
/// | Bytes | Value |
/// |---|---|
/// | `+OK\r\n` | [Simple]: a text in UTF-8 without CR and LF, perhaps an empty one |
/// | `-ERR no\r\n` | [Failure]: such a text, returned like any other value |
/// | `:-5\r\n` | [Int]: perhaps a sign, `+` or `-`, and 1 to 19 digits; it fits into a `long` |
/// | `$5\r\nhello\r\n` | [Bulk]: how many bytes, these bytes, whatever they are, and CR LF |
/// | `$-1\r\n` or `*-1\r\n` | [Null] |
/// | `*2\r\n:1\r\n$-1\r\n` | [Array]: how many values, and these values, of any kinds |
///
/// A digit is a byte from `0` to `9`. How many there are is said in 1 to 19 digits without a sign.
///
/// The streams stay open, whatever happens. Calls for different streams may run at the same time,
/// and neither wait for each other nor know of each other.
public final class Resp {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,19}");

    /// A sign and 19 digits.
    private static final int LONGEST_NUMBER = 20;

    private static final String NOTHING = "-1";

    public sealed interface Value {}

    public record Simple(String text) implements Value {}

    public record Failure(String text) implements Value {}

    public record Int(long number) implements Value {}

    public record Bulk(byte[] bytes) implements Value {}

    public record Null() implements Value {}

    public record Array(List<Value> values) implements Value {}

    /// How much one value may have.
    ///
    /// @param bytes how many bytes each of its texts and bulk strings may have
    /// @param values how many values its arrays may hold, all of them counted together
    /// @param depth how many arrays may stand one within the other: 0 for none, 100 at most
    public record Limits(int bytes, int values, int depth) {

        /// @throws IllegalArgumentException when one of them is negative, or `depth` above 100
        public Limits {
            if (bytes < 0 || values < 0 || depth < 0 || depth > 100) {
                throw new IllegalArgumentException("not " + bytes + ", " + values + ", " + depth);
            }
        }
    }

    /// Returns the next value, or nothing when the stream ends before another one has begun.
    ///
    /// A value may arrive in any number of pieces. What follows it stays in the stream: `read` never
    /// asks for more bytes than are missing of the value. What a value says of its size may be a lie:
    /// memory is taken in proportion to the bytes that have arrived, and less than 256 KiB while they
    /// are few, whatever the value and `limits` say.
    ///
    /// @throws ProtocolException when what has arrived is no value. As soon as a text has more bytes
    ///     than `limits` allow, or a number more than 20. As soon as the line has arrived that begins
    ///     a bulk string too long, or an array too large or too deep
    /// @throws EOFException when the stream ends within a value, be it between two of an array
    /// @throws IOException what `in` throws, unchanged
    public static Optional<Value> read(InputStream in, Limits limits) throws IOException {
        int kind = in.read();
        return kind < 0
                ? Optional.empty()
                : Optional.of(new Reading(in, limits).value(kind, limits.depth()));
    }

    /// Writes `value`: `out` is given all of it in one call of `write`, and is not flushed, as more
    /// may be written before it is sent.
    ///
    /// A number is written without `+` and without zeros before it, and [Null] as `$-1\r\n`.
    ///
    /// @throws IllegalArgumentException when a text in `value`, at any depth, has a CR or an LF, or
    ///     an unpaired surrogate, before anything is written
    /// @throws IOException what `out` throws, unchanged
    public static void write(OutputStream out, Value value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        encode(value, bytes);
        out.write(bytes.toByteArray());
    }

    /// One call of `read`.
    private static final class Reading {

        private final InputStream in;
        private final Limits limits;
        private int valuesLeft;

        Reading(InputStream in, Limits limits) {
            this.in = in;
            this.limits = limits;
            valuesLeft = limits.values();
        }

        Value value(int kind, int depthLeft) throws IOException {
            return switch (kind) {
                case '+' -> new Simple(text());
                case '-' -> new Failure(text());
                case ':' -> new Int(number(line(LONGEST_NUMBER), NUMBER));
                case '$' -> bulk(line(LONGEST_NUMBER));
                case '*' -> array(line(LONGEST_NUMBER), depthLeft);
                default -> throw new ProtocolException("no value begins with byte " + kind);
            };
        }

        private String text() throws IOException {
            var bytes = ByteBuffer.wrap(line(limits.bytes()));
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            } catch (CharacterCodingException e) {
                throw new ProtocolException("a text that is not UTF-8");
            }
        }

        private Value bulk(byte[] line) throws IOException {
            if (isNull(line)) {
                return new Null();
            }
            long length = number(line, LENGTH);
            if (length > limits.bytes()) {
                throw new ProtocolException("a bulk string of " + length + " bytes");
            }
            var bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new EOFException("the stream ends within a bulk string");
            }
            line(0);
            return new Bulk(bytes);
        }

        private Value array(byte[] line, int depthLeft) throws IOException {
            if (isNull(line)) {
                return new Null();
            }
            long length = number(line, LENGTH);
            if (length > valuesLeft || depthLeft == 0) {
                throw new ProtocolException("an array of " + length + " values, or too deep");
            }
            valuesLeft -= (int) length;
            var values = new ArrayList<Value>();
            for (long i = 0; i < length; i++) {
                values.add(value(next(), depthLeft - 1));
            }
            return new Array(values);
        }

        private static boolean isNull(byte[] line) {
            return ascii(line).equals(NOTHING);
        }

        private static long number(byte[] line, Pattern form) throws ProtocolException {
            var digits = ascii(line);
            try {
                if (form.matcher(digits).matches()) {
                    return Long.parseLong(digits);
                }
            } catch (NumberFormatException e) {
                // 19 digits may be too much for a long.
            }
            throw new ProtocolException("no number: " + digits);
        }

        private static String ascii(byte[] line) {
            return new String(line, StandardCharsets.ISO_8859_1);
        }

        /// The bytes before the next CR LF, at most `max`.
        private byte[] line(int max) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b; (b = next()) != '\r'; line.write(b)) {
                if (b == '\n' || line.size() == max) {
                    throw new ProtocolException("an LF alone, or more than " + max + " bytes");
                }
            }
            if (next() != '\n') {
                throw new ProtocolException("a CR without an LF");
            }
            return line.toByteArray();
        }

        private int next() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the stream ends within a value");
            }
            return next;
        }
    }

    private static void encode(Value value, ByteArrayOutputStream out) {
        switch (value) {
            case Simple(var text) -> line('+', text, out);
            case Failure(var text) -> line('-', text, out);
            case Int(var number) -> line(':', Long.toString(number), out);
            case Null() -> line('$', NOTHING, out);
            case Bulk(var bytes) -> {
                line('$', Integer.toString(bytes.length), out);
                out.writeBytes(bytes);
                out.writeBytes(new byte[] {'\r', '\n'});
            }
            case Array(var values) -> {
                line('*', Integer.toString(values.size()), out);
                values.forEach(each -> encode(each, out));
            }
        }
    }

    private static void line(char kind, String text, ByteArrayOutputStream out) {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("a text with a CR or an LF");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a text with an unpaired surrogate");
        }
        out.write(kind);
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private Resp() {}
}
