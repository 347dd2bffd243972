package kit;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.opentest4j.AssertionFailedError;

/// A UDP socket that the specification plays. Text stands for its ISO-8859-1 bytes.
///
/// What arrives is received at once, on a thread of its own, and noted in the transcript; the verbs
/// then ask for it. An unread datagram takes room in the kernel, and what finds no room is lost
/// without a word: a step never has more on the way than 50 small ones, or one of the greatest size.
public final class Datagrams implements AutoCloseable {

    /// The most bytes that a datagram can carry over IPv4.
    public static final int GREATEST = 65_507;

    /// A datagram that arrived.
    public record Arrived(byte[] bytes, InetSocketAddress from) {}

    private final String name;
    private final DatagramSocket socket;
    private final Deque<Arrived> arrived = new ArrayDeque<>();
    private volatile int markers;

    private Datagrams(String name, DatagramSocket socket) {
        this.name = Wire.connection(name);
        this.socket = socket;
        Threads.ofTheKit().daemon().name("kit-" + name).start(this::receiveAll);
    }

    /// A socket called `name` on a free port of 127.0.0.1.
    public static Datagrams open(String name) throws IOException {
        return new Datagrams(name, bound("127.0.0.1", 0));
    }

    /// Two sockets with one port number: `first` on 127.0.0.1, `second` on 127.0.0.2. On a system
    /// without that address, `second` is on another port of 127.0.0.1.
    public static List<Datagrams> twins(String first, String second) throws IOException {
        for (int i = 0; i < 10; i++) {
            var socket = bound("127.0.0.1", 0);
            try {
                var twin = bound("127.0.0.2", socket.getLocalPort());
                return List.of(new Datagrams(first, socket), new Datagrams(second, twin));
            } catch (BindException e) {
                socket.close(); // Perhaps somebody has that port there; the next try has another.
            }
        }
        return List.of(open(first), open(second));
    }

    /// A socket called `name` on a free port of ::1, where this machine speaks IPv6.
    public static Optional<Datagrams> overIpv6(String name) throws IOException {
        try {
            return Optional.of(new Datagrams(name, bound("::1", 0)));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /// A socket whose port refuses what it is sent: the sender is told that nobody is there.
    ///
    /// It is connected to somebody else, so the kernel has no socket for the datagrams of others.
    public static DatagramSocket refusing() throws IOException {
        var refusing = bound("127.0.0.1", 0);
        refusing.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
        return refusing;
    }

    /// Lets a `refusing` socket become one called `name` that receives what it is sent.
    public static Datagrams start(String name, DatagramSocket refusing) {
        refusing.disconnect();
        Wire.note(name, "starts");
        return new Datagrams(name, refusing);
    }

    static DatagramSocket bound(String literal, int port) throws IOException {
        return new DatagramSocket(port, InetAddress.ofLiteral(literal));
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// The same address, found under the name `host`.
    public InetSocketAddress addressOf(String host) throws IOException {
        return named(host, address());
    }

    static InetSocketAddress named(String host, InetSocketAddress address) throws IOException {
        var bytes = address.getAddress().getAddress();
        return new InetSocketAddress(InetAddress.getByAddress(host, bytes), address.getPort());
    }

    public void sends(String text, SocketAddress to) throws IOException {
        sends(Bytes.of(text), to);
    }

    public void sends(byte[] bytes, SocketAddress to) throws IOException {
        Wire.noteDatagram("", name, "sends", bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /// Sends what the transcript need not show.
    void sendsQuietly(String text, SocketAddress to) throws IOException {
        socket.send(new DatagramPacket(Bytes.of(text), text.length(), to));
    }

    String name() {
        return name;
    }

    /// Sends the same datagram so many times at once. What finds no room at the receiver is lost.
    public void sends(String text, SocketAddress to, int times) throws IOException {
        Wire.noteDatagram("", name, "sends " + times + " times", Bytes.of(text));
        var packet = new DatagramPacket(Bytes.of(text), text.length(), to);
        for (int i = 0; i < times; i++) {
            socket.send(packet);
        }
    }

    /// Sends the same datagram again and again until `enough`.
    public Succession keepsSending(String text, SocketAddress to, BooleanSupplier enough)
            throws IOException {
        sends(text, to);
        Wire.note(name, "sends the same again and again");
        var packet = new DatagramPacket(Bytes.of(text), text.length(), to);
        return Succession.of(() -> socket.send(packet), enough);
    }

    /// Answers what `call` sends, until it is over or has had 50 answers.
    public void answers(Attempt<?> call, UnaryOperator<byte[]> answer) throws IOException {
        for (int i = 0; i < 50; i++) {
            Patience.until(() -> hasMore() || call.isOver());
            if (call.isOver() || !hasMore()) {
                return;
            }
            var next = take();
            sends(answer.apply(next.bytes()), next.from());
        }
    }

    /// The next datagram, whatever is in it; fails when none comes.
    public Arrived receives() {
        if (!Patience.until(this::hasMore)) {
            throw nothing("none");
        }
        return take();
    }

    /// The next datagram that `call` sends; fails with what `call` did instead if it is over.
    public Arrived receives(Attempt<?> call) throws IOException {
        if (!Patience.until(() -> hasMore() || call.isOver())) {
            throw nothing("none");
        }
        if (count() == 0) {
            throw nothing("none; the call has returned" + inWords(call.returns()));
        }
        return take();
    }

    /// The next datagram that `call` sends, or nothing when it is over before it has sent any: a
    /// machine may stand still for as long as the call may last.
    public Optional<Arrived> receivesInTime(Attempt<?> call) throws IOException {
        Patience.until(() -> hasMore() || call.isOver());
        return count() == 0 && call.isOver() ? Optional.empty() : Optional.of(receives(call));
    }

    /// The next datagram that `call`, or a thread that it has started, sends. A call that is over is
    /// waited for like any other: how soon after its end somebody looks is chance.
    Arrived receivesFrom(Attempt<?> call) {
        if (!Patience.until(this::hasMore)) {
            throw nothing(call.isOver() ? "none; the call has returned" : "none");
        }
        return take();
    }

    /// Checks that the next datagram holds exactly these bytes.
    public Arrived receives(byte[] expected) {
        return checked(expected, receives());
    }

    public Arrived receives(String expected) {
        return receives(Bytes.of(expected));
    }

    /// How many datagrams have arrived and were not taken, with those that are on the way now.
    public int count() throws IOException {
        int before = markers;
        socket.send(new DatagramPacket(new byte[0], 0, address())); // It stands last in the queue.
        Patience.until(() -> markers > before);
        return untaken();
    }

    /// Takes all that has arrived, with what is on the way now, and says how many these were.
    public int takesAll() throws IOException {
        int all = count();
        for (int i = 0; i < all; i++) {
            take();
        }
        return all;
    }

    /// Whether a datagram has arrived by now and was not taken.
    public boolean hasMore() {
        return untaken() > 0;
    }

    static Arrived checked(byte[] expected, Arrived found) {
        if (!Arrays.equals(expected, found.bytes())) {
            boolean isShort = Math.max(expected.length, found.bytes().length) <= 64;
            throw isShort
                    ? Mismatch.of(Bytes.visible(expected), Bytes.visible(found.bytes()))
                    : Mismatch.of(Bytes.summary(expected), Bytes.summary(found.bytes()));
        }
        return found;
    }

    private static String inWords(Object value) {
        return switch (value) {
            case null -> "";
            case byte[] bytes -> " " + Bytes.summary(bytes);
            default -> " " + value;
        };
    }

    private AssertionFailedError nothing(String found) {
        return Mismatch.of("a datagram for " + name, found);
    }

    private int untaken() {
        synchronized (arrived) {
            return arrived.size();
        }
    }

    private Arrived take() {
        synchronized (arrived) {
            return arrived.removeFirst();
        }
    }

    private void receiveAll() {
        var packet = new DatagramPacket(new byte[GREATEST], GREATEST);
        try {
            while (true) {
                socket.receive(packet);
                var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                arrives(new Arrived(bytes, (InetSocketAddress) packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The socket is closed.
        }
    }

    private void arrives(Arrived next) {
        if (next.from().equals(address())) {
            markers = markers + 1;
        } else {
            Wire.noteDatagram(name, Wire.YOU, "send " + name, next.bytes());
            synchronized (arrived) {
                arrived.add(next);
            }
        }
        Patience.changed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
