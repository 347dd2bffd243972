package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Stands between a real peer and the code under test, passes on every datagram in both directions,
/// and notes it. Whoever sends from another port is another sender on both sides.
final class DatagramRelay {

    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    /// The way from one sender to the target, and back.
    private record Way(String sender, SocketAddress address, DatagramSocket socket) {}

    private final DatagramSocket front;
    private final InetSocketAddress target;
    private final String server;
    private final Map<SocketAddress, Way> ways = new HashMap<>();

    /// @param server who is at `target`
    private DatagramRelay(int port, InetSocketAddress target, String server) throws IOException {
        front = new DatagramSocket(port, HOST);
        this.target = target;
        this.server = server;
        Thread.startVirtualThread(this::passOn);
    }

    /// Lets clients talk to you at `target`, and returns the port that they send to.
    static int toYou(int port, InetSocketAddress target) throws IOException {
        return new DatagramRelay(port, target, Wire.YOU).front.getLocalPort();
    }

    /// Lets you talk to the server called `name` at `target`, and returns where you send to.
    static InetSocketAddress toServer(String name, InetSocketAddress target) throws IOException {
        var relay = new DatagramRelay(0, target, name);
        return new InetSocketAddress(HOST, relay.front.getLocalPort());
    }

    private void passOn() {
        while (true) {
            try {
                var packet = receive(front);
                var way = way(packet.getSocketAddress());
                note(way.sender, server, packet);
                packet.setSocketAddress(target);
                way.socket.send(packet);
            } catch (IOException e) {
                // This datagram is lost, as any may be.
            }
        }
    }

    private void passBack(Way way) {
        while (true) {
            try {
                var packet = receive(way.socket);
                note(server, way.sender, packet);
                packet.setSocketAddress(way.address);
                front.send(packet);
            } catch (IOException e) {
                // This datagram is lost, as any may be.
            }
        }
    }

    private Way way(SocketAddress address) throws IOException {
        if (!ways.containsKey(address)) {
            boolean isClient = server.equals(Wire.YOU);
            var sender = isClient ? "client-" + (ways.size() + 1) : Wire.YOU;
            var way = new Way(sender, address, new DatagramSocket(0, HOST));
            ways.put(address, way);
            Thread.startVirtualThread(() -> passBack(way));
        }
        return ways.get(address);
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return packet;
    }

    private static void note(String from, String to, DatagramPacket packet) {
        var bytes = Bytes.summary(Arrays.copyOf(packet.getData(), packet.getLength()));
        boolean isYou = from.equals(Wire.YOU);
        Wire.note(from, (isYou ? "send " + to + " " : "sends ") + bytes);
    }
}
