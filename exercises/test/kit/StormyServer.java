package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A server that answers every request, behind a network in stormy [Weather].
///
/// Each new request meets another fault, until every fault has been met. A request that is sent
/// again is answered, if its fault does not say otherwise.
public final class StormyServer implements AutoCloseable {

    private enum Fault {
        REQUEST_LOST,
        REPLY_LOST,
        REPLY_TWICE,
        REPLY_LATE,
        FORGERY_FIRST,
        OTHER_IDS_FIRST,
        EMPTY_FIRST,
        GREATEST_FIRST
    }

    private final DatagramSocket socket = Datagrams.bound("127.0.0.1", 0);
    private final DatagramSocket stranger = Datagrams.bound("127.0.0.1", 0);
    private final Optional<DatagramSocket> twin = twinOf(socket);
    private final UnaryOperator<byte[]> answer;
    private final Deque<Fault> coming;
    private byte[] request;
    private Optional<byte[]> late = Optional.empty();

    private StormyServer(Weather weather, UnaryOperator<byte[]> answer) throws IOException {
        this.coming = new ArrayDeque<>(weather.shuffles(List.of(Fault.values())));
        this.answer = answer;
        Threads.ofTheKit().daemon().name("kit-stormy-server").start(this::serveAll);
    }

    /// A server that replies to each request with what `answer` makes of it.
    public static StormyServer open(Weather weather, UnaryOperator<byte[]> answer)
            throws IOException {
        return new StormyServer(weather, answer);
    }

    /// A socket with the port of `socket` on another address, where the system has one.
    private static Optional<DatagramSocket> twinOf(DatagramSocket socket) {
        try {
            return Optional.of(Datagrams.bound("127.0.0.2", socket.getLocalPort()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The address of the server, found under the name `storm.test`.
    public InetSocketAddress address() throws IOException {
        return Datagrams.named("storm.test", (InetSocketAddress) socket.getLocalSocketAddress());
    }

    /// How many different requests it takes to meet everything.
    public int calls() {
        return Fault.values().length + 1; // After the last fault, its late reply may come.
    }

    private void serveAll() {
        var packet = new DatagramPacket(new byte[Datagrams.GREATEST], Datagrams.GREATEST);
        try {
            while (true) {
                socket.receive(packet);
                serve(
                        Arrays.copyOf(packet.getData(), packet.getLength()),
                        packet.getSocketAddress());
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    private void serve(byte[] next, SocketAddress client) throws IOException {
        Wire.noteDatagram("server", Wire.YOU, "send server", next);
        var reply = answer.apply(next);
        boolean isNew = !Arrays.equals(next, request);
        request = next;
        if (isNew && late.isPresent()) {
            sends("late,", late.get(), client);
            late = Optional.empty();
        }
        if (isNew && !coming.isEmpty()) {
            meet(coming.removeFirst(), reply, client);
        } else {
            sends("", reply, client);
        }
    }

    private void meet(Fault fault, byte[] reply, SocketAddress client) throws IOException {
        switch (fault) {
            case REQUEST_LOST -> Wire.note("network", "loses the request");
            case REPLY_LOST -> Wire.note("network", "loses the reply");
            case REPLY_TWICE -> {
                sends("", reply, client);
                sends("again,", reply, client);
            }
            case REPLY_LATE -> {
                Wire.note("network", "delays the reply");
                late = Optional.of(reply);
            }
            case FORGERY_FIRST -> {
                forge("other port", body(reply, "from another port"), client, stranger);
                if (twin.isPresent()) {
                    forge("other address", body(reply, "from another address"), client, twin.get());
                }
                sends("", Arrays.copyOf(reply, 3), client); // The buffer may still have the id.
                sends("", reply, client);
            }
            case OTHER_IDS_FIRST -> {
                for (int i = 0; i < 4; i++) {
                    var other = body(reply, "with another id");
                    other[i] ^= 0x40;
                    sends("", other, client);
                }
                sends("", reply, client);
            }
            case EMPTY_FIRST -> {
                sends("", new byte[0], client);
                sends("", reply, client);
            }
            case GREATEST_FIRST -> {
                sends("", Bytes.pattern(Datagrams.GREATEST), client);
                sends("", reply, client);
            }
        }
    }

    /// The id of `reply`, with another body.
    private static byte[] body(byte[] reply, String body) {
        var other = Arrays.copyOf(reply, 4 + body.length());
        System.arraycopy(Bytes.of(body), 0, other, 4, body.length());
        return other;
    }

    private static void forge(String who, byte[] forgery, SocketAddress client, DatagramSocket from)
            throws IOException {
        Wire.noteDatagram("", who, "sends", forgery);
        from.send(new DatagramPacket(forgery, forgery.length, client));
    }

    private void sends(String how, byte[] bytes, SocketAddress client) throws IOException {
        Wire.noteDatagram("", "server", ("sends " + how).strip(), bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }

    @Override
    public void close() {
        socket.close();
        stranger.close();
        twin.ifPresent(DatagramSocket::close);
    }
}
