package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// Writes to a socket within a time, which `setSoTimeout` does not do.
public final class TimedWriter {

    /// Writes all of `bytes` to `socket`, and returns when the kernel has taken the last of them.
    /// The socket is open then.
    ///
    /// When `total` is over before, it closes the socket and throws a [SocketTimeoutException]:
    /// nobody knows how much has arrived, so the connection is of no further use. Where both
    /// happen in the same moment, one of the two outcomes holds, whole: a call that has closed the
    /// socket never returns normally. `total` may be any duration; zero or less is no time at all,
    /// and nothing is written.
    ///
    /// If the write fails by itself, its [IOException] is thrown as it came. However the call ends,
    /// nothing is left of it: no thread and no timer.
    ///
    /// An interrupt of the calling thread, a platform thread, neither ends the write nor is it
    /// lost: the interrupt flag is set when the call is over.
    public static void write(Socket socket, byte[] bytes, Duration total) throws IOException {
        throw new UnsupportedOperationException("TODO: write all of it, or close in time");
    }

    private TimedWriter() {}
}
