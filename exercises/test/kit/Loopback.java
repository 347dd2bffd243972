package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server under test, given its listener: a free port of this machine.
public final class Loopback implements AutoCloseable {

    /// What a learner writes: something that serves until it is done, or its listener is closed.
    @FunctionalInterface
    public interface Server {
        void serve(ServerSocket listener) throws Exception;
    }

    /// Keeps what it accepts until the next step: the garbage collector closes a forgotten socket,
    /// and then nobody would notice that it was left open.
    private static final class KeepingListener extends ServerSocket {

        private static final Set<Socket> ACCEPTED = ConcurrentHashMap.newKeySet();
        private static volatile int step;

        KeepingListener() throws IOException {
            super(0, 50, InetAddress.getLoopbackAddress());
            if (step != Wire.step()) {
                step = Wire.step();
                ACCEPTED.clear();
            }
        }

        @Override
        public Socket accept() throws IOException {
            var socket = super.accept();
            ACCEPTED.add(socket);
            return socket;
        }
    }

    /// Linux refuses at once; on another system an address like 127.0.0.2 may answer nothing.
    private static final int LONG_MILLIS = 5000;

    private final ServerSocket listener;
    private final Attempt<Void> serving;

    private Loopback(ServerSocket listener, Server server) {
        this.listener = listener;
        serving = Attempt.to(() -> server.serve(listener));
    }

    /// Starts `server` on a listener of the loopback address.
    public static Loopback run(Server server) throws IOException {
        return new Loopback(listener(), server);
    }

    /// A listener on a free port of the loopback address, with room for 50 waiting connections.
    public static ServerSocket listener() throws IOException {
        return new KeepingListener();
    }

    /// An address of this machine that refuses connections: its port was free a moment ago.
    ///
    /// The port stays bound, without listening, until the socket is closed.
    public static Socket refusing() throws IOException {
        return refusing("127.0.0.1", 0);
    }

    /// Lets `port`, 0 for a free one, of the address `literal` refuse connections.
    public static Socket refusing(String literal, int port) throws IOException {
        var address = InetAddress.ofLiteral(literal);
        var bound = Ports.bind(port, to -> bound(new InetSocketAddress(address, to)));
        Wire.note(literal, "refuses connections to port " + bound.getLocalPort());
        return bound;
    }

    /// Whether somebody listens on `port` of the address `literal` of this machine. Take an address
    /// that nobody else on a busy machine would think of.
    public static boolean connectsTo(String literal, int port) {
        Wire.note("somebody", "connects to port " + port + " of " + literal);
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(literal), port), LONG_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether nobody listens at the address any more. To close a listener takes as long as the last
    /// thread is in a call for it.
    public static boolean refuses(String literal, int port) {
        return Patience.sparingly(() -> !connectsTo(literal, port));
    }

    private static Socket bound(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /// Connects a peer called `name`.
    public Peer connect(String name) throws IOException {
        return Peer.connect(name, address());
    }

    /// Connects a peer called `peer`.
    public Peer connect() throws IOException {
        return connect("peer");
    }

    public ServerSocket listening() {
        return listener;
    }

    /// The call that serves.
    public Attempt<Void> serving() {
        return serving;
    }

    @Override
    public void close() {
        serving.dismiss();
        try {
            listener.close();
        } catch (IOException e) {
            // Nothing is left to release.
        }
    }
}
