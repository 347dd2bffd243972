package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// A server over UDP that answers every request at once, and keeps them all.
///
/// The transcript has the first exchange only: the others are the same, and there are many.
public final class QuickServer implements AutoCloseable {

    private final DatagramSocket socket = Datagrams.bound("127.0.0.1", 0);
    private final UnaryOperator<byte[]> answer;
    private final List<byte[]> requests = new ArrayList<>();

    private QuickServer(UnaryOperator<byte[]> answer) throws IOException {
        this.answer = answer;
        Thread.ofPlatform().daemon().name("kit-quick-server").start(this::serveAll);
    }

    /// A server that replies to each request with what `answer` makes of it.
    public static QuickServer open(UnaryOperator<byte[]> answer) throws IOException {
        Wire.note("quick", "answers every request at once; only the first is shown");
        return new QuickServer(answer);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// What has arrived so far, in this order.
    public synchronized List<byte[]> requests() {
        return List.copyOf(requests);
    }

    private synchronized boolean keeps(byte[] request) {
        requests.add(request);
        return requests.size() == 1;
    }

    private void serveAll() {
        var packet = new DatagramPacket(new byte[Datagrams.GREATEST], Datagrams.GREATEST);
        try {
            while (true) {
                socket.receive(packet);
                var request = Arrays.copyOf(packet.getData(), packet.getLength());
                var reply = answer.apply(request);
                if (keeps(request)) {
                    Wire.noteDatagram("quick", Wire.YOU, "send quick", request);
                    Wire.noteDatagram("", "quick", "sends", reply);
                }
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
