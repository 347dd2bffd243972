package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;

/// The echo service of [RFC 862](https://www.rfc-editor.org/rfc/rfc862) for UDP: every datagram
/// goes back to whoever sent it.
public final class UdpEcho {

    private static final int GREATEST = 65_507;

    /// Receives datagrams from `socket` and sends each of them back to its sender, from 0 to 65507
    /// bytes of payload, unchanged, one reply for one datagram, also for one that repeats another.
    /// The socket is bound and not connected, and the replies leave through it; senders come in any
    /// order, and any number of times. Calls with different sockets may run at the same time.
    ///
    /// Returns when the socket is closed, by whomever, also when it was closed before the call; no
    /// thread is left behind. Nothing else ends it, not even an interrupt, and it throws nothing.
    /// When a reply cannot be sent, it is dropped without another attempt, and the next datagram is
    /// served at once. When a `receive` fails, or meets a timeout of the socket, the next `receive`
    /// follows at once.
    public static void run(DatagramSocket socket) {
        var request = new DatagramPacket(new byte[GREATEST], GREATEST);
        while (!socket.isClosed()) {
            try {
                socket.receive(request);
                socket.send(reply(request));
            } catch (IOException e) {
                // Either the socket is closed, or it is as good as before and others wait.
            }
        }
    }

    /// Returns the packet that sends the payload of `request` back to its sender.
    ///
    /// The payload is the `getLength()` bytes from `getOffset()` of the array `getData()`, which may
    /// be longer on both sides. The reply is a new packet with a new array, and `request` can be used
    /// for the next datagram before the reply is sent; `request` is left as it is.
    public static DatagramPacket reply(DatagramPacket request) {
        int from = request.getOffset();
        int to = from + request.getLength();
        var payload = Arrays.copyOfRange(request.getData(), from, to);
        return new DatagramPacket(payload, payload.length, request.getSocketAddress());
    }

    private UdpEcho() {}
}
