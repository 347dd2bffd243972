package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A server under test, given its listener: a free port of this machine.
public final class Loopback implements AutoCloseable {

    /// What a learner writes: something that serves until it is done, or its listener is closed.
    @FunctionalInterface
    public interface Server {
        void serve(ServerSocket listener) throws Exception;
    }

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
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /// An address of this machine that refuses connections: its port was free a moment ago.
    ///
    /// The port stays bound, without listening, until the socket is closed.
    public static java.net.Socket refusing() throws IOException {
        var bound = new java.net.Socket();
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return bound;
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
        try {
            listener.close();
        } catch (IOException e) {
            // Nothing is left to release.
        }
    }
}
