package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a real peer and the code under test, passes on all that either does on their
/// connections, and notes it: bytes, the end of a direction, and a reset.
final class Relay {

    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    /// What becomes of a connection that was accepted.
    @FunctionalInterface
    private interface Receiver {
        void receives(Socket accepted) throws IOException;
    }

    /// Lets clients talk to you at `target`, and returns the port that they connect to.
    static int toYou(int port, InetSocketAddress target) throws IOException {
        var count = new AtomicInteger();
        return listen(
                port,
                accepted -> {
                    var client = "client-" + count.incrementAndGet();
                    Wire.note(client, "connects");
                    var you = connect(target, accepted, client, "is refused");
                    new Connection(client, accepted, you).start();
                });
    }

    /// Lets you talk to the server called `name` at `target`, and returns where you connect to.
    static InetSocketAddress toServer(String name, InetSocketAddress target) throws IOException {
        int port =
                listen(
                        0,
                        accepted -> {
                            Wire.note(Wire.YOU, "connect to " + name);
                            var server = connect(target, accepted, name, "refuses you");
                            new Connection(name, server, accepted).start();
                        });
        return new InetSocketAddress(HOST, port);
    }

    private static int listen(int port, Receiver receiver) throws IOException {
        var listener = new ServerSocket(port, 50, HOST);
        Thread.startVirtualThread(() -> {
            while (true) {
                try {
                    receiver.receives(listener.accept());
                } catch (IOException e) {
                    // This connection is lost, and was noted to be.
                }
            }
        });
        return listener.getLocalPort();
    }

    private static Socket connect(
            InetSocketAddress target, Socket accepted, String peer, String failure)
            throws IOException {
        var socket = new Socket();
        try {
            socket.connect(target);
            return socket;
        } catch (IOException e) {
            Wire.note(peer, failure);
            reset(accepted);
            throw e;
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// A connection with its two ends.
    private static final class Connection {

        private final String peer;
        private final Socket toPeer;
        private final Socket toYou;
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Connection(String peer, Socket toPeer, Socket toYou) throws IOException {
            this.peer = peer;
            this.toPeer = toPeer;
            this.toYou = toYou;
            toPeer.setTcpNoDelay(true);
            toYou.setTcpNoDelay(true);
        }

        void start() {
            Thread.startVirtualThread(() -> passOn(toPeer, toYou));
            Thread.startVirtualThread(() -> passOn(toYou, toPeer));
        }

        private void passOn(Socket from, Socket to) {
            var failing = from;
            try {
                var buffer = new byte[64 * 1024];
                for (int n; (n = from.getInputStream().read(buffer)) >= 0; failing = from) {
                    var bytes = Arrays.copyOf(buffer, n);
                    if (from == toPeer) {
                        Wire.note(peer, "sends", bytes);
                    } else {
                        Wire.noteFor(peer, Wire.YOU, "send", bytes);
                    }
                    failing = to;
                    to.getOutputStream().write(bytes);
                }
                notes(from, "finishes", "close");
                failing = to;
                to.shutdownOutput();
                if (ended.incrementAndGet() == 2) {
                    toPeer.close();
                    toYou.close();
                }
            } catch (IOException e) {
                fails(failing);
            }
        }

        /// Of a connection that is lost, both directions fail: it is noted once.
        private void fails(Socket end) {
            if (over.compareAndSet(false, true)) {
                notes(end, "resets the connection", "reset the connection");
                try {
                    reset(toPeer);
                    reset(toYou);
                } catch (IOException e) {
                    // It is closed already.
                }
            }
        }

        private void notes(Socket end, String ofPeer, String ofYou) {
            if (end == toPeer) {
                Wire.note(peer, ofPeer);
            } else {
                Wire.noteFor(peer, Wire.YOU, ofYou);
            }
        }
    }

    private Relay() {}
}
