package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;

/// Writes and reads frames: messages of any bytes, each behind its length.
///
/// A frame begins with four bytes, which say how many bytes the message has: a number without a
/// sign, its highest byte first
/// ([RFC 791, appendix B](https://www.rfc-editor.org/rfc/rfc791#appendix-B)). Then comes the
/// message, which may be empty. The streams stay open, whatever happens.
public final class LengthFrames {

    /// Writes `message` as a frame: `out` is given all of it in one call of `write`, however long it
    /// is, and is flushed after that.
    ///
    /// @throws IOException what `out` throws, unchanged
    public static void write(OutputStream out, byte[] message) throws IOException {
        notYet();
    }

    /// Returns the message of the next frame, or nothing when the stream ends before another frame
    /// has begun.
    ///
    /// A frame may arrive in any number of pieces. What follows it stays in the stream: `read` never
    /// asks for more bytes than are missing of the frame. Its length may be a lie: memory is taken
    /// in proportion to the bytes that have arrived, garbage included, and less than 256 KiB while
    /// they are few, whatever the length and `max` say.
    ///
    /// @param max how many bytes a message may have
    /// @throws EOFException when the stream ends within a frame, or within its length
    /// @throws ProtocolException when the length is greater than `max`, before any byte of the
    ///     message is read; both numbers are in the text of the exception, in decimal digits
    /// @throws IOException what `in` throws, unchanged
    /// @throws IllegalArgumentException when `max` is negative, before anything is read
    public static Optional<byte[]> read(InputStream in, int max) throws IOException {
        return notYet();
    }

    private LengthFrames() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException(
                "TODO: write and read a length before each message");
    }
}
