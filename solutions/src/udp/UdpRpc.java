package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// A question and its answer over UDP, which may lose, double and reorder both.
///
/// A request is a datagram with an id of four bytes and the body behind it. A reply is a datagram
/// with the id of its request and a body of its own. Both bodies have from 0 to 65503 bytes.
public final class UdpRpc {

    private static final int ID = 4;
    private static final int GREATEST = 65_507;
    private static final AtomicInteger LAST_ID = new AtomicInteger((int) System.nanoTime());

    /// Sends `body` to `server` and returns the body of the reply.
    ///
    /// The request is sent at once, and for as long as there is no reply it is sent again: the same
    /// datagram, with the same id, from the same port, each time `total / attempts` later, at most
    /// `attempts` times in all. A repetition that is late may be left out; a reply that has come is
    /// returned, however many of them are late. The id is not that of an earlier call: ids may be
    /// counted, or drawn by chance from all that there are. Calls may run at the same time.
    ///
    /// Only a datagram from exactly the address and port of `server` that begins with the id is the
    /// reply. Whatever else arrives, from anywhere, of any length and in any number, changes neither
    /// the result nor the times of the repetitions and of the end. Nor does it matter that nobody
    /// listens at the port of `server`, even if the system says so.
    ///
    /// The wait ends `total` after the call, not earlier. Both `total` and `total / attempts` can be
    /// as short as a nanosecond; `total` lasts up to a year, and more than 24 days may count as 24.
    /// While it waits, the call sleeps until something arrives or is to be done. When it returns or
    /// throws, its socket is closed, and no thread of its own is left. What an interrupt does is
    /// left open.
    ///
    /// @param server an address of IPv4 or IPv6, under whatever name it was found, with a port
    /// @param body not changed
    /// @throws IllegalArgumentException if `body` is too long, `total` is zero or negative, or
    ///     `attempts` is less than 1; nothing has been sent then
    /// @throws SocketTimeoutException if no reply has come when the wait ends
    /// @throws IOException if the request cannot be sent, as to port 0, or the system reports
    ///     another failure
    public static byte[] call(InetSocketAddress server, byte[] body, Duration total, int attempts)
            throws IOException {
        if (body.length > GREATEST - ID || !total.isPositive() || attempts < 1) {
            throw new IllegalArgumentException(
                    body.length + " bytes, " + attempts + " attempts in " + total);
        }
        long start = System.nanoTime();
        long end = start + total.toNanos();
        long pause = Math.max(1, total.toNanos() / attempts);
        var bytes = ByteBuffer.allocate(ID + body.length).putInt(LAST_ID.incrementAndGet());
        var request = new DatagramPacket(bytes.put(body).array(), bytes.capacity(), server);
        var reply = new DatagramPacket(new byte[GREATEST], GREATEST);
        try (var socket = new DatagramSocket()) {
            int left = attempts;
            long due = start;
            do {
                if (left > 0 && System.nanoTime() - due >= 0) {
                    socket.send(request);
                    left--;
                    due += ((System.nanoTime() - due) / pause + 1) * pause; // Without late ones.
                }
                long next = left > 0 && due - end < 0 ? due : end;
                if (receives(socket, reply, next) && answers(reply, request)) {
                    return Arrays.copyOfRange(reply.getData(), ID, reply.getLength());
                }
            } while (System.nanoTime() - end < 0);
        }
        throw new SocketTimeoutException("no reply from " + server + " in " + total);
    }

    // Whether a datagram has come until `due`, or until a millisecond later: a socket counts in
    // milliseconds, and takes 0 for ever.
    private static boolean receives(DatagramSocket socket, DatagramPacket packet, long due)
            throws IOException {
        long left = Math.max(0, due - System.nanoTime());
        try {
            socket.setSoTimeout((int) Math.min(left / 1_000_000 + 1, Integer.MAX_VALUE));
            socket.receive(packet);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static boolean answers(DatagramPacket reply, DatagramPacket request) {
        return reply.getSocketAddress().equals(request.getSocketAddress())
                && reply.getLength() >= ID
                && Arrays.equals(reply.getData(), 0, ID, request.getData(), 0, ID);
    }

    private UdpRpc() {}
}
