package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;

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
        return notYet();
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
        notYet();
    }

    private Resp() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: read a value, and write one");
    }
}
