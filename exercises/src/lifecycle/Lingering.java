package lifecycle;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Ends connections: so that the peer gets every byte, or so that it learns that it does not.
///
/// Whoever calls has connected the socket, and has not shut its input down.
public final class Lingering {

    private final LongSupplier nanoTime;

    /// Creates one that reads the time from `nanoTime` alone, a clock like `System.nanoTime()`: it
    /// only goes forward, from anywhere, and may overflow.
    public Lingering(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Closes `socket` so that the peer reads every byte that was written to it, and then the end.
    ///
    /// It ends what this side sends, unless the caller has done so: the peer may wait for that
    /// before it ends what it sends itself. Until then, what the peer sends is read and thrown away,
    /// with what had arrived before the call, and none of it is kept, however much it is. The socket
    /// is closed after that and not before: with bytes unread, or while the peer still sends, a
    /// close resets the connection
    /// ([RFC 9293](https://www.rfc-editor.org/rfc/rfc9293#section-3.6.1)), and what has not reached
    /// the peer is lost.
    ///
    /// When `limit` is over before the peer has ended, the socket is closed all the same, and
    /// nothing is thrown. The limit counts from the call, and not from the last byte. It may be any
    /// duration; zero or less is no time at all, and nothing is read then. It waits in reads of the
    /// socket, and not by asking over and over.
    ///
    /// A timeout for reads that the caller has set does not shorten the limit. `SO_LINGER`, whatever
    /// the caller has set, neither resets the connection nor lets the close wait.
    ///
    /// A socket that is closed already is left at that, without an exception.
    ///
    /// @throws IOException the one that ending or reading throws, as it is and at once; the socket is
    ///     closed then, too
    public void close(Socket socket, Duration limit) throws IOException {
        notYet();
    }

    /// Closes `socket` so that the peer knows that something went wrong: it does not read the end of
    /// the stream, but meets a reset, "Connection reset".
    ///
    /// It waits for nobody. What has not reached the peer is thrown away; whether the peer still
    /// reads what has reached it is left open. It is a reset whatever `SO_LINGER` was set to, though
    /// bytes are unread, and though the peer has ended what it sends. What this side sends has not
    /// been ended.
    ///
    /// A socket that was closed before the call is left at that, and nothing is thrown.
    ///
    /// @throws IOException the one that the socket throws when it is told to reset; it is closed
    ///     nevertheless
    public static void abort(Socket socket) throws IOException {
        notYet();
    }

    private static void notYet() {
        throw new UnsupportedOperationException("TODO: let the peer read all of it, or reset");
    }
}
