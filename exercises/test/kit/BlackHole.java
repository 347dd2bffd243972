package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// An address that does not answer: connecting to it neither succeeds nor fails.
///
/// It is a listener that nobody accepts from, with a full queue. Linux then ignores whoever knocks.
public final class BlackHole implements AutoCloseable {

    /// Linux queues one connection more than the backlog says.
    private static final int BACKLOG = 1;

    /// How long filling the queue may take: for ever, where it is known to succeed.
    private static final int MILLIS = System.getProperty("os.name").equals("Linux") ? 0 : 200;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private BlackHole(String literal, int port) throws IOException {
        var address = InetAddress.ofLiteral(literal);
        listener = Ports.bind(port, to -> new ServerSocket(to, BACKLOG, address));
        for (int i = 0; i <= BACKLOG; i++) {
            var socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(address(), MILLIS);
            } catch (SocketTimeoutException e) {
                // Another kernel counts differently: the queue is full already.
            }
            waitUntilQueued();
        }
        Wire.note(literal, "does not answer at port " + port());
    }

    /// A client is connected when it has heard the listener, and queued when the listener has heard
    /// it: on a busy machine that may be later, and somebody else would be let in meanwhile.
    private void waitUntilQueued() {
        Patience.until(() ->
                TcpConnections.waiting(address())
                        .map(waiting -> waiting >= queued.size())
                        .orElse(true));
    }

    /// Opens a black hole on a free port of 127.0.0.1.
    public static BlackHole open() throws IOException {
        return open("127.0.0.1", 0);
    }

    /// Opens a black hole on `port`, 0 for a free one, of the address `literal`.
    public static BlackHole open(String literal, int port) throws IOException {
        return new BlackHole(literal, port);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// From now on whoever asks for a connection is refused.
    public void refuses() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : queued) {
            socket.close();
        }
    }
}
