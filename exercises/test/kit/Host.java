package kit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A server that the specification plays, for clients under test.
///
/// It accepts every connection at once; each becomes a [Peer], in the order of arrival.
public final class Host implements AutoCloseable {

    private final String name;
    private final ServerSocket listener;
    private final Deque<Peer> arrived = new ArrayDeque<>();
    private final boolean reads;
    private volatile SocketAddress last;
    private int count;

    private Host(String name, ServerSocket listener, boolean reads) {
        this.name = name;
        this.listener = listener;
        this.reads = reads;
        Threads.ofTheKit().daemon().name("kit-host").start(this::acceptAll);
    }

    /// A host called `server` on a free port of 127.0.0.1.
    public static Host open() throws IOException {
        return open("server", "127.0.0.1", 0);
    }

    /// A host on `port`, 0 for a free one, of the address `literal`.
    public static Host open(String name, String literal, int port) throws IOException {
        var address = InetAddress.ofLiteral(literal);
        return new Host(name, Ports.bind(port, to -> new ServerSocket(to, 50, address)), true);
    }

    /// A host that accepts but never reads: what it is sent piles up in the kernel's buffers.
    public static Host deaf() throws IOException {
        var listener = new ServerSocket();
        listener.setReceiveBufferSize(4096);
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return new Host("server", listener, false);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The next connection, in order of arrival; fails when none comes.
    public Peer accepts() {
        if (!Patience.until(() -> !isEmpty())) {
            Wire.ends();
            fail("nobody connected to " + name);
        }
        synchronized (arrived) {
            return arrived.removeFirst();
        }
    }

    /// How many connections have arrived so far.
    public int connections() {
        synchronized (arrived) {
            return count;
        }
    }

    /// Checks that nobody has connected since the last connection that a step has taken.
    public void hasNoMoreVisitors() throws IOException {
        try (var ours = new Socket()) {
            ours.bind(new InetSocketAddress(listener.getInetAddress(), 0));
            last = ours.getLocalSocketAddress();
            ours.connect(address()); // Whoever came before is accepted before.
            try (var next = accepts()) {
                if (!next.remoteAddress().equals(last)) {
                    throw Mismatch.of("no connection to " + name, "a connection");
                }
            }
        }
    }

    private boolean isEmpty() {
        synchronized (arrived) {
            return arrived.isEmpty();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                accepted(listener.accept());
            }
        } catch (IOException e) {
            // The host is closed.
        }
    }

    private void accepted(Socket socket) throws IOException {
        boolean ours = socket.getRemoteSocketAddress().equals(last);
        var called = ours ? name : Wire.connection(name);
        if (!ours) {
            Wire.noteNaming(called, Wire.YOU, "connect to " + called);
        }
        var peer = new Peer(called, socket, reads && !ours);
        synchronized (arrived) {
            count += ours ? 0 : 1;
            arrived.add(peer);
        }
        Patience.changed();
        if (listener.isClosed() && untaken().contains(peer)) {
            peer.close(); // It came too late for `close` to see it.
        }
    }

    /// Closes the listener and every connection that no step has taken.
    @Override
    public void close() throws IOException {
        listener.close();
        for (var peer : untaken()) {
            peer.close();
        }
    }

    private List<Peer> untaken() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }
}
