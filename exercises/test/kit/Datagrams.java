package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// A UDP socket that the specification plays. Text stands for its ISO-8859-1 bytes.
public final class Datagrams implements AutoCloseable {

    /// A datagram that arrived.
    public record Arrived(byte[] bytes, InetSocketAddress from) {}

    private final String name;
    private final DatagramSocket socket;
    private final Deque<Arrived> arrived = new ArrayDeque<>();

    private Datagrams(String name, DatagramSocket socket) {
        this.name = name;
        this.socket = socket;
        Thread.ofPlatform().daemon().name("kit-" + name).start(this::receiveAll);
    }

    /// A socket called `name` on a free port of 127.0.0.1.
    public static Datagrams open(String name) throws IOException {
        return new Datagrams(name, new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")));
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public void sends(String text, SocketAddress to) throws IOException {
        sends(Bytes.of(text), to);
    }

    public void sends(byte[] bytes, SocketAddress to) throws IOException {
        Wire.note(name, "sends", bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /// The next datagram, whatever is in it; fails when none comes.
    public Arrived receives() {
        if (!Patience.until(() -> count() > 0)) {
            throw Mismatch.of("a datagram for " + name, "none");
        }
        synchronized (arrived) {
            return arrived.removeFirst();
        }
    }

    /// Checks that the next datagram holds exactly these bytes.
    public Arrived receives(byte[] expected) {
        var next = receives();
        if (!Arrays.equals(expected, next.bytes())) {
            throw Mismatch.of(Bytes.summary(expected), Bytes.summary(next.bytes()));
        }
        return next;
    }

    public Arrived receives(String expected) {
        return receives(Bytes.of(expected));
    }

    /// How many datagrams have arrived and were not taken yet.
    public int count() {
        synchronized (arrived) {
            return arrived.size();
        }
    }

    private void receiveAll() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                socket.receive(packet);
                var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                Wire.note(Wire.YOU, "send to " + name, bytes);
                synchronized (arrived) {
                    arrived.add(new Arrived(bytes, (InetSocketAddress) packet.getSocketAddress()));
                }
                Patience.changed();
            }
        } catch (IOException e) {
            // The socket is closed.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
