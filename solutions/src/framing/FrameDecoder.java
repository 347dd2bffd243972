package framing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Makes messages of bytes that are fed to it, in whatever pieces they come.
///
/// A message comes in a frame: four bytes say how many bytes it has, a number without a sign, its
/// highest byte first, and then come these bytes. It may be empty.
///
/// A decoder belongs to one stream, and knows nothing of other decoders. It never waits: what is
/// not complete it keeps for the next call.
public final class FrameDecoder {

    private final int max;
    private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private long length;

    /// Creates a decoder of messages that have `max` bytes at most.
    ///
    /// @throws IllegalArgumentException when `max` is negative
    public FrameDecoder(int max) {
        if (max < 0) {
            throw new IllegalArgumentException("messages of at most " + max + " bytes");
        }
        this.max = max;
    }

    /// Takes the bytes from the position of `bytes` to its limit, and gives `messages` each message
    /// that is complete with them, in their order.
    ///
    /// Any buffer will do: a direct one, a slice, one that is read-only, or in little-endian order.
    /// Afterwards its position is its limit, unless the call has thrown something, and its limit, order
    /// and bytes are as before in any case. The caller may overwrite it then: what is kept is a copy.
    /// Each message is an array of its own, for the receiver to keep or to change.
    ///
    /// Memory is taken in proportion to the bytes that have been fed, garbage included, in however many
    /// calls, and less than 256 KiB while they are few, whatever the length and `max` say.
    ///
    /// @throws ProtocolException as soon as a length is fed that is greater than `max`, when the
    ///     messages before it have been given; so does every further call, which gives nothing
    public void feed(ByteBuffer bytes, Consumer<byte[]> messages) throws ProtocolException {
        refuseTooLong();
        while (bytes.hasRemaining()) {
            if (header.hasRemaining()) {
                header.put(bytes.get());
                length = header.hasRemaining() ? 0 : Integer.toUnsignedLong(header.getInt(0));
                refuseTooLong();
            } else {
                int missing = (int) length - message.size();
                var piece = new byte[Math.min(missing, bytes.remaining())];
                bytes.get(piece);
                message.writeBytes(piece);
            }
            if (!header.hasRemaining() && message.size() == length) {
                var complete = message.toByteArray();
                header.clear();
                message.reset();
                messages.accept(complete);
            }
        }
    }

    /// Takes the end of the stream.
    ///
    /// @throws EOFException when it ended within a frame, be it within the length
    public void end() throws EOFException {
        if (header.position() > 0) {
            throw new EOFException("the stream ends within a frame");
        }
    }

    private void refuseTooLong() throws ProtocolException {
        if (length > max) {
            throw new ProtocolException("a message of " + length + " bytes, and not " + max);
        }
    }
}
