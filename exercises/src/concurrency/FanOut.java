package concurrency;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/// Asks many servers the same question at the same time.
public final class FanOut {

    /// Asks each of `servers`, and returns their replies in the order of `servers`.
    ///
    /// To each server, and for each time that it is in the list, a connection is opened. It carries
    /// the question, as a line: its bytes in UTF-8 and LF. Back comes the reply, as a line: its
    /// bytes in UTF-8 and LF, which is not part of it; a CR before it is. Servers keep the
    /// connection open after that. Without servers there are no replies, and that is no failure.
    ///
    /// All servers are asked at the same time, however many there are: none waits until another has
    /// replied. How many processors or other tasks there are makes no difference.
    ///
    /// `total` is the time for the whole, connecting included, from the call to the last reply; zero
    /// and less is no time, and none is too long.
    ///
    /// The call ends early with the first failure, whichever server it concerns; what was thrown
    /// for that server is thrown as it is. When the call ends, with replies or with an exception,
    /// all its connections are closed and all its threads have ended.
    ///
    /// @throws EOFException if a connection ends before the LF of the reply
    /// @throws SocketTimeoutException if `total` is over before all servers have replied
    /// @throws IOException if a server cannot be reached, one with an unresolved address too, or a
    ///     connection fails
    /// @throws InterruptedException if the calling thread is interrupted while it waits
    public static List<String> askAll(
            List<InetSocketAddress> servers, String question, Duration total)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException("TODO: ask all servers at the same time");
    }

    private FanOut() {}
}
