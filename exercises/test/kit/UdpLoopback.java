package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/// A UDP server under test, given its socket: a free port of 127.0.0.1.
public final class UdpLoopback implements AutoCloseable {

    /// What a learner writes: something that serves until its socket is closed.
    @FunctionalInterface
    public interface Server {
        void serve(DatagramSocket socket) throws Exception;
    }

    private final Given socket = new Given();
    private final SocketAddress address = socket.getLocalSocketAddress();
    private final Attempt<Void> serving;

    private UdpLoopback(Server server) throws IOException {
        serving = Attempt.to(() -> server.serve(socket));
    }

    /// Starts `server` on a socket of the loopback address.
    public static UdpLoopback run(Server server) throws IOException {
        return new UdpLoopback(server);
    }

    /// A client called `name`, with a port of its own.
    public Client client(String name) throws IOException {
        return new Client(Datagrams.open(name));
    }

    /// From now on every attempt to send to `client` fails.
    public void cannotReach(Client client) {
        socket.unreachable = client.socket.address();
    }

    /// The socket that the server was given.
    public DatagramSocket socket() {
        return socket;
    }

    /// Waits until a `receive` has timed out, or the server has ended.
    public void waitsInVain() {
        Patience.until(() -> socket.timedOut || serving.isOver());
    }

    /// The call that serves.
    public Attempt<Void> serving() {
        return serving;
    }

    @Override
    public void close() {
        serving.dismiss();
        socket.close();
    }

    /// Somebody who talks to the server.
    public final class Client implements AutoCloseable {

        private final Datagrams socket;

        private Client(Datagrams socket) {
            this.socket = socket;
        }

        public void sends(String text) throws IOException {
            sends(Bytes.of(text));
        }

        public void sends(byte[] bytes) throws IOException {
            socket.sends(bytes, address);
        }

        public void receives(String expected) throws IOException {
            receives(Bytes.of(expected));
        }

        /// Checks that the next datagram comes from the server and holds exactly these bytes.
        public void receives(byte[] expected) throws IOException {
            Datagrams.checked(expected, socket.receives(serving));
        }

        /// Checks that no datagram has arrived that was not taken.
        public void hasReceivedNoMore() throws IOException {
            int more = socket.count();
            if (more > 0) {
                throw Mismatch.of("no more datagrams", more + " more");
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// An ordinary socket, but for what loopback cannot produce.
    private static final class Given extends DatagramSocket {

        private volatile SocketAddress unreachable;
        private volatile boolean timedOut;

        Given() throws IOException {
            super(0, InetAddress.ofLiteral("127.0.0.1"));
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            if (packet.getSocketAddress().equals(unreachable)) {
                Wire.note(Wire.YOU, "cannot send: no route to host");
                throw new NoRouteToHostException("No route to host");
            }
            super.send(packet);
        }

        @Override
        public void receive(DatagramPacket packet) throws IOException {
            try {
                super.receive(packet);
            } catch (SocketTimeoutException e) {
                if (!timedOut) {
                    timedOut = true;
                    Wire.note(Wire.YOU, "receive nothing: the timeout is over");
                }
                throw e;
            }
        }
    }
}
