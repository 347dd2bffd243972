package lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/// Collects the parts of a message, so that they leave together.
///
/// A small segment may have to wait until the other side has confirmed what was sent before it
/// ([RFC 9293](https://www.rfc-editor.org/rfc/rfc9293#section-3.7.4)). So a message that fits into
/// the buffer is written with one call of `write`, and of a longer one only the last call may have
/// fewer bytes than the buffer.
///
/// A message is everything that is added from the end of the one before it to its own: any number
/// of parts, each of any length, even 0. Its bytes go to the output stream of the socket unchanged
/// and in order. The stream is flushed at the end of a message, and at no other time.
///
/// Each object has a socket and a buffer of its own, and is used by one thread at a time. It leaves
/// the socket open in both directions, whatever happens.
public final class Coalesce {

    private final OutputStream out;
    private final byte[] buffer;
    private int count;
    private boolean failed;

    /// Gets ready to write to `socket`, which is connected, and writes nothing yet.
    ///
    /// @param capacity how many bytes the buffer has
    /// @param interactive whether somebody waits for each message: then `TCP_NODELAY` is on when
    ///     this returns, for the last bytes of a long message would have to wait; if not, it stays
    ///     as it is, and so do all other options in any case
    /// @throws IllegalArgumentException when `capacity` is less than 1; the socket is as before
    /// @throws IOException what the socket throws, unchanged
    public Coalesce(Socket socket, int capacity, boolean interactive) throws IOException {
        if (capacity < 1) {
            throw new IllegalArgumentException("a buffer of " + capacity + " bytes");
        }
        out = socket.getOutputStream();
        buffer = new byte[capacity];
        if (interactive) {
            socket.setTcpNoDelay(true);
        }
    }

    /// Adds `part` to the message.
    ///
    /// If the buffer has room for all of it, it is copied there, and nothing is written, even if
    /// the buffer is full then. If not, the call writes once or twice, at least `capacity` bytes
    /// each time, so that at most `capacity` bytes are left for later.
    ///
    /// Afterwards the array is the caller's again: it is not changed, and changing it does no harm.
    /// However long it is, the call takes memory in proportion to `capacity` only.
    ///
    /// @throws IOException what the stream throws, unchanged; nobody knows how much of the message
    ///     has left then, so each further call throws an [IOException], too, and writes nothing
    public void add(byte[] part) throws IOException {
        begin();
        int fitting = Math.min(part.length, buffer.length - count);
        System.arraycopy(part, 0, buffer, count, fitting);
        count += fitting;
        if (fitting < part.length) {
            out.write(buffer);
            writeOrKeep(part, fitting);
        }
        failed = false;
    }

    private void writeOrKeep(byte[] part, int from) throws IOException {
        int rest = part.length - from;
        if (rest < buffer.length) {
            System.arraycopy(part, from, buffer, 0, rest);
            count = rest;
        } else {
            out.write(part, from, rest);
            count = 0;
        }
    }

    /// Ends the message: what is left of it is written, with one call, and the stream is flushed. If
    /// nothing is left, the stream is only flushed. What is added later is another message.
    ///
    /// @throws IOException as [#add] does
    public void end() throws IOException {
        begin();
        if (count > 0) {
            out.write(buffer, 0, count);
            count = 0;
        }
        out.flush();
        failed = false;
    }

    /// A call has failed until it has come to its end.
    private void begin() throws IOException {
        if (failed) {
            throw new IOException("a write has failed before");
        }
        failed = true;
    }
}
