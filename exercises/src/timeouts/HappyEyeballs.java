package timeouts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Connects to the first of several addresses that answers, without waiting for those that do not:
/// a part of Happy Eyeballs
/// ([RFC 8305, section 5](https://www.rfc-editor.org/rfc/rfc8305#section-5)).
public final class HappyEyeballs {

    /// Returns a socket that is connected to one of `addresses`.
    ///
    /// They are tried in turns: the first of the list, then the first of the other family, IPv4 or
    /// IPv6, and so on, as long as there are both; within a family the order of the list is kept
    /// ([section 4](https://www.rfc-editor.org/rfc/rfc8305#section-4)).
    /// Each attempt that fails, whichever it is, lets one further attempt begin at once. Where none
    /// fails, the next one begins `stagger` after the last one began, and not sooner. Those that
    /// have begun go on meanwhile. The first that succeeds is returned, and no further one begins.
    ///
    /// For each attempt a new socket, not connected, is taken from `sockets`, on whichever thread,
    /// and its `connect` is called. Only the one that is returned stays open: however this ends,
    /// all others that were taken are closed, even one that connects in the same moment, and no
    /// thread is left.
    ///
    /// When every attempt has failed, it throws the failure that came last, with the others, in the
    /// order in which they came, as suppressed ones. When `total` is over, it throws a
    /// [SocketTimeoutException], whatever has failed before; whether that one tells of it is left
    /// open. Zero or less is no time at all, and nothing is tried. When the calling thread is
    /// interrupted, it throws an [InterruptedIOException] that is no timeout, and the interrupt
    /// flag is set.
    ///
    /// All addresses are resolved; one that stands in the list twice is tried twice. `stagger` is
    /// positive, neither is longer than a year, and the list is not changed meanwhile.
    ///
    /// @throws IllegalArgumentException if there are no addresses
    public static Socket connect(
            List<InetSocketAddress> addresses,
            Duration stagger,
            Duration total,
            Supplier<Socket> sockets)
            throws IOException {
        throw new UnsupportedOperationException(
                "TODO: try them all, staggered, and keep the first");
    }

    private HappyEyeballs() {}
}
