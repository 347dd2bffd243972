package timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

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
        long start = clocks.nanoTime();
        int before = socket.getSoTimeout();
        try {
            checkRoom(line.size(), maxBytes);
            for (int b; (b = read(total, start)) != '\n'; line.write(b)) {
                if (b < 0) {
                    throw new EOFException("the stream ends after " + line.size() + " bytes");
                }
                checkRoom(line.size() + 1, maxBytes);
            }
            var text = line.toString(UTF_8);
            line.reset();
            return text;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    private static void checkRoom(int bytes, int maxBytes) throws ProtocolException {
        if (bytes > maxBytes) {
            throw new ProtocolException("a line of more than " + maxBytes + " bytes");
        }
    }

    private int read(Duration total, long start) throws IOException {
        while (true) {
            socket.setSoTimeout(millisLeft(total, start));
            try {
                return socket.getInputStream().read();
            } catch (SocketTimeoutException e) {
                // Whole milliseconds are over; whether the time is, the clock says.
            }
        }
    }

    /// What is left of `total`: always more than nothing, for zero would mean for ever.
    private int millisLeft(Duration total, long start) throws SocketTimeoutException {
        if (total.isPositive()) {
            var left = total.minusNanos(clocks.nanoTime() - start);
            if (left.isPositive()) {
                return Math.clamp(MILLISECONDS.convert(left), 1, Integer.MAX_VALUE);
            }
        }
        throw new SocketTimeoutException("no line within " + total);
    }
}
