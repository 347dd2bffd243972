package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// Reads lines from a socket, each within a time that counts from the call and not from the last
/// byte.
///
/// A reader belongs to one socket, and knows nothing of other readers. It takes nothing from the
/// socket that belongs to what follows a line: whoever reads it next finds the first byte after the
/// LF.
public final class DeadlineReader {

    /// The two clocks of a machine, as `System` has them.
    public interface Clocks {

        /// What is good for measuring: it only goes forward, from anywhere, and may overflow.
        long nanoTime();

        /// What the clock on the wall shows: it can be set, forward and back.
        long currentTimeMillis();
    }

    private final Socket socket;
    private final Clocks clocks;

    /// Creates a reader of `socket` that reads the time from `clocks` alone.
    public DeadlineReader(Socket socket, Clocks clocks) {
        this.socket = socket;
        this.clocks = clocks;
    }

    /// Reads up to the next LF, and returns what stood before it, decoded as UTF-8; what is
    /// malformed becomes U+FFFD.
    ///
    /// When `total` is over before the LF has come, it throws a [SocketTimeoutException], however
    /// many bytes came meanwhile, and keeps them: the next call goes on with the same line, and so
    /// does the one after it. `total` may be any duration; zero or less is no time at all, and
    /// reads nothing.
    ///
    /// A line has at most `maxBytes` bytes, 0 or more, not counting the LF. The first byte too many
    /// is the last that is read: it throws a [ProtocolException], and the reader is of no further
    /// use. Kept bytes count, too: where there are more of them than `maxBytes`, it throws at once.
    /// At the end of the stream it throws an [EOFException], whether or not a line has begun.
    ///
    /// It waits in reads of the socket, and looks at the clock once for each of them, and not over
    /// and over. However it ends, the socket stays open, and its `SO_TIMEOUT` is what it was before.
    public String readLine(Duration total, int maxBytes) throws IOException {
        throw new UnsupportedOperationException("TODO: read a line before its time is over");
    }
}
