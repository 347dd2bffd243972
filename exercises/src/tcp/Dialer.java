package tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Connects to a host that may have several addresses, as Python's `create_connection` does.
public final class Dialer {

    /// Connects to the first address of `host` that answers on `port`.
    ///
    /// The addresses are tried one after the other, in the order of `InetAddress.getAllByName`. An
    /// attempt fails when `source` cannot be bound, when the connection is refused or cannot be made,
    /// or when it is not there after `perAttempt`; each attempt has that time anew. Its socket is
    /// closed, and the next address gets its turn. After a success no more addresses are tried. What
    /// is returned is as a new socket is: nothing limits its reads.
    ///
    /// `perAttempt` is anything from a nanosecond to 365 days; it is rounded up to milliseconds.
    /// The connection starts at `source`: its address, and its port unless that is 0.
    /// `new InetSocketAddress(0)` leaves both to the system.
    ///
    /// @throws IOException when no address answers: the failure of the last attempt, with those
    ///     before it as its suppressed exceptions, in order; of an attempt that took too long it is a
    ///     SocketTimeoutException. For a name without addresses, an UnknownHostException
    /// @throws IllegalArgumentException when `perAttempt` is not positive, or `port` is outside 0 to
    ///     65535, before looking up `host`
    public static Socket connectAny(
            String host, int port, Duration perAttempt, InetSocketAddress source)
            throws IOException {
        throw new UnsupportedOperationException("TODO: try every address until one answers");
    }

    private Dialer() {}
}
