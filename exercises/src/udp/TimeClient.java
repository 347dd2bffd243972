package udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;

/// A client of the time service over UDP, [RFC 868](https://www.rfc-editor.org/rfc/rfc868).
public final class TimeClient {

    /// Asks `server` for the time: sends one empty datagram, and waits for a reply of four bytes.
    /// (The JDK sends nothing at all when a datagram is empty and its socket is connected.)
    ///
    /// The four bytes are the seconds since 1900-01-01T00:00:00Z as an unsigned number, high byte
    /// first: from 0 to 4294967295, which is 2036-02-07T06:28:15Z.
    ///
    /// Only a datagram from exactly the address and port of `server` is a reply, and the first one
    /// counts, however soon it comes. Others may arrive, of any length, from anywhere and in any
    /// number: they change neither the result nor the time at which the wait ends.
    ///
    /// The wait ends `timeout` after the call, not earlier. A `timeout` lasts from a nanosecond
    /// to a year; more than 24 days may count as 24 days. The request is sent once, whatever arrives
    /// and however long nothing does. Calls may run at the same time. When the call returns or
    /// throws, its socket is closed, and no thread of its own is left. What an interrupt does is
    /// left open.
    ///
    /// @param server an address of IPv4 or IPv6, under whatever name it was found, with a port
    /// @throws IllegalArgumentException if `timeout` is zero or negative; nothing has been sent then
    /// @throws SocketTimeoutException if no reply has come when the wait ends
    /// @throws ProtocolException if the first reply has fewer or more than four bytes
    /// @throws IOException if the request cannot be sent, as to port 0, or the system reports
    ///     another failure
    public static Instant query(InetSocketAddress server, Duration timeout) throws IOException {
        throw new UnsupportedOperationException("TODO: ask the server for the seconds since 1900");
    }

    private TimeClient() {}
}
