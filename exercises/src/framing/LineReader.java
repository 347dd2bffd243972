package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// Reads lines of text from a stream of bytes, and leaves readable what follows them.
///
/// A line is UTF-8 ([RFC 3629, section 3](https://www.rfc-editor.org/rfc/rfc3629#section-3)), and
/// ends with LF or CR LF. Every byte before that end belongs to the line, a CR that no LF follows
/// included. The bytes may arrive in any number of pieces.
///
/// A reader belongs to one stream and one thread. It may read ahead; the stream stays open,
/// whatever happens. After an exception that is no [CharacterCodingException], nothing more is
/// promised of the reader.
public final class LineReader {

    /// Creates a reader of the lines of `in`, which have `maxBytes` bytes at most, their ends not
    /// counted.
    ///
    /// @throws IllegalArgumentException when `maxBytes` is negative
    public LineReader(InputStream in, int maxBytes) {}

    /// Returns the next line without its end, or nothing when the stream ends after a line, or has
    /// no bytes at all.
    ///
    /// A line is returned as soon as its LF has arrived. Where many bytes have arrived, a read of `in`
    /// takes 50 or more on average. The memory that a line takes, garbage included, is in proportion to
    /// the bytes that have arrived, whatever `maxBytes` is and however small the pieces are.
    ///
    /// @throws EOFException when the stream ends within a line
    /// @throws ProtocolException as soon as more than `maxBytes` bytes of a line have arrived; a CR
    ///     counts when the byte after it is not an LF
    /// @throws CharacterCodingException when a complete line is not UTF-8; the next call returns the
    ///     line after it
    /// @throws IOException what `in` throws, unchanged
    public Optional<String> readLine() throws IOException {
        return notYet();
    }

    /// Returns a stream of the bytes that follow the last line: those that have been read ahead, then
    /// those of `in`.
    ///
    /// A read of it returns as soon as there are bytes, and throws what `in` throws, unchanged. Lines
    /// and other bytes may be read by turns, from one such stream or from a new one each time: what
    /// one has read, the other does not see. What closing it does is left open.
    public InputStream rest() {
        return notYet();
    }

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: cut the bytes into lines");
    }
}
