package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A UDP server under test, given its socket: a free port of 127.0.0.1.
public final class UdpLoopback implements AutoCloseable {

    /// What a learner writes: something that serves until its socket is closed.
    @FunctionalInterface
    public interface Server {
        void serve(DatagramSocket socket) throws Exception;
    }

    /// Something that is sent again, so many times more.
    @FunctionalInterface
    private interface Repeat {
        void sends(int left) throws IOException;
    }

    private final Given socket = new Given();
    private final InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
    private final Server server;
    private volatile Attempt<Void> serving;

    private UdpLoopback(Server server) throws IOException {
        this.server = server;
    }

    /// Starts `server` on a socket of the loopback address.
    public static UdpLoopback run(Server server) throws IOException {
        var loopback = open(server);
        loopback.starts();
        return loopback;
    }

    /// Opens the socket for `server`, which is not started yet: what is sent to it waits.
    public static UdpLoopback open(Server server) throws IOException {
        return new UdpLoopback(server);
    }

    /// Starts the server.
    public void starts() {
        Wire.note(Wire.YOU, "start to serve");
        serving = Attempt.to(() -> server.serve(socket));
    }

    /// Where the server receives.
    public InetSocketAddress address() {
        return address;
    }

    /// A client called `name`, with a port of its own.
    public Client client(String name) throws IOException {
        return new Client(Datagrams.open(name));
    }

    /// What the next `receive` brings stays in its hands until `releases`.
    public void holdsTheNext() {
        socket.released = new CountDownLatch(1);
    }

    /// Waits until `receive` has filled the packet that it holds.
    public void holds() {
        reaches(() -> socket.held, "a receive that brings the datagram");
    }

    /// Lets `receive` return.
    public void releases() {
        socket.released.countDown();
    }

    /// From now on every attempt to send to `client` fails, now for one reason and now for another.
    public void cannotReach(Client client) {
        socket.unreachable = client.socket.address();
    }

    /// Waits until so many attempts to send have failed, and all that a client keeps sending was asked
    /// for.
    public void hasSentInVain(int times) {
        reaches(
                () -> attemptsInVain() >= times && socket.repeats.get() == 0,
                "another reply after one that could not be sent");
    }

    /// How many attempts to send have failed.
    public int attemptsInVain() {
        return socket.sentInVain.get();
    }

    /// The next `times` times `receive` fails, although the socket is open.
    public void cannotReceive(int times) {
        Wire.note("socket", "cannot receive, " + times + " times");
        socket.failures.set(times);
    }

    /// Waits until `receive` has failed as often as it was to fail.
    public void hasReceivedInVain() {
        reaches(() -> socket.failures.get() <= 0, "another receive after one that failed");
    }

    /// The socket that the server was given.
    public DatagramSocket socket() {
        return socket;
    }

    /// Waits until `receive` has timed out so many times more.
    public void waitsInVain(int times) {
        int end = socket.timeouts.get() + times;
        reaches(() -> socket.timeouts.get() >= end, "another receive after one that timed out");
    }

    private void reaches(BooleanSupplier event, String inWords) {
        if (!Patience.until(event)) {
            throw Mismatch.of(inWords, serving.isOver() ? "none; the call has returned" : "none");
        }
    }

    /// Interrupts the thread that serves.
    public void interrupts() {
        Wire.note("somebody", "interrupts the call");
        serving.interrupt();
    }

    /// The call that serves.
    public Attempt<Void> serving() {
        return serving;
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.dismiss();
        }
        releases();
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

        /// Sends `times` datagrams, `text` and a number: each when the server asks for the next.
        public void keepsSending(String text, int times) throws IOException {
            Wire.note(socket.name(), "keeps sending, " + times + " times in all");
            UdpLoopback.this.socket.repeats(socket, text, times - 1);
            sends(text + " " + times);
        }

        public Datagrams.Arrived receives(String expected) throws IOException {
            return receives(Bytes.of(expected));
        }

        /// Checks that the next datagram holds exactly these bytes, whoever has sent it.
        public Datagrams.Arrived receives(byte[] expected) throws IOException {
            return Datagrams.checked(expected, socket.receivesFrom(serving));
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

        /// So many attempts in vain are noted.
        private static final int SHOWN = 2;

        private final AtomicInteger sentInVain = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger timeouts = new AtomicInteger();
        private final AtomicInteger repeats = new AtomicInteger();
        private volatile SocketAddress unreachable;
        private volatile Repeat repeat;
        private volatile CountDownLatch released = new CountDownLatch(0);
        private volatile boolean held;

        Given() throws IOException {
            super(0, InetAddress.ofLiteral("127.0.0.1"));
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            if (packet.getSocketAddress().equals(unreachable)) {
                fails(sentInVain.getAndIncrement());
            }
            super.send(packet);
        }

        private static void fails(int before) throws IOException {
            Patience.changed();
            if (before < SHOWN) {
                Wire.note(Wire.YOU, "cannot send");
            }
            if (before % 2 == 0) {
                throw new NoRouteToHostException("No route to host");
            }
            throw new IOException("Operation not permitted");
        }

        void repeats(Datagrams client, String text, int times) {
            repeat = left -> client.sendsQuietly(text + " " + left, getLocalSocketAddress());
            repeats.set(times);
        }

        @Override
        public void receive(DatagramPacket packet) throws IOException {
            receiveNext(packet);
            if (released.getCount() > 0) {
                held = true;
                Patience.changed();
                waitUntilReleased();
            }
        }

        private void waitUntilReleased() {
            boolean interrupted = false;
            while (true) {
                try {
                    released.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // As a receive does, it goes on.
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void receiveNext(DatagramPacket packet) throws IOException {
            int left = repeats.getAndUpdate(n -> Math.max(0, n - 1));
            if (left > 0) {
                repeat.sends(left);
            }
            if (failures.get() > 0 && failures.getAndDecrement() > 0) {
                Patience.changed();
                throw new SocketException("Network is down");
            }
            try {
                super.receive(packet);
            } catch (SocketTimeoutException e) {
                if (timeouts.getAndIncrement() == 0) {
                    Wire.note(Wire.YOU, "receive nothing: the timeout is over");
                }
                Patience.changed();
                throw e;
            }
        }
    }
}
