package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// A client of the time service over UDP, [RFC 868](https://www.rfc-editor.org/rfc/rfc868).
public final class TimeClient {

    private static final Instant ZERO = Instant.parse("1900-01-01T00:00:00Z");

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
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout of " + timeout);
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        var reply = new DatagramPacket(new byte[5], 5); // One byte more tells when there was more.
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[0], 0, server));
            do {
                socket.setSoTimeout(millisUntil(deadline));
                socket.receive(reply);
            } while (!reply.getSocketAddress().equals(server));
        }
        if (reply.getLength() != 4) {
            throw new ProtocolException("the reply of " + server + " is not 4 bytes long");
        }
        int seconds = ByteBuffer.wrap(reply.getData()).getInt();
        return ZERO.plusSeconds(Integer.toUnsignedLong(seconds));
    }

    // Rounded up: a socket counts in milliseconds, and takes 0 for ever.
    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("no time has come");
        }
        return (int) Math.min(nanos / 1_000_000 + 1, Integer.MAX_VALUE);
    }

    private TimeClient() {}
}
