package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// Writes to a socket within a time, which `setSoTimeout` does not do.
public final class TimedWriter {

    /// Writes all of `bytes` to `socket`, and returns when the kernel has taken the last of them.
    /// The socket is open then, and nobody closes it later. It is one of `new Socket`, not that of
    /// a channel, which an interrupt closes.
    ///
    /// `total` is the time for all of the bytes together, in however many pieces they go. When it
    /// is over before, the call closes the socket and throws a [SocketTimeoutException]: nobody
    /// knows how much has arrived, so the connection is of no further use. Where both happen in the
    /// same moment, one of the two outcomes holds, whole: a call that has closed the socket never
    /// returns normally. `total` may be any duration. Zero or less is no time at all: nothing is
    /// written, and the socket is closed then, too.
    ///
    /// If the write fails by itself, its [IOException] is thrown as it came, and whether to close
    /// the socket is for the caller to say. A socket that somebody else closes meanwhile is such a
    /// failure, and no timeout. However the call ends, nothing is left of it: no thread, no timer,
    /// and nothing else that knows the socket. Calls at the same time, for different sockets, know
    /// nothing of each other.
    ///
    /// An interrupt of the calling thread, a platform thread, neither ends the write nor is it
    /// lost: the interrupt flag is set when the call is over, however it ends.
    public static void write(Socket socket, byte[] bytes, Duration total) throws IOException {
        throw new UnsupportedOperationException("TODO: write all of it, or close in time");
    }

    private TimedWriter() {}
}
