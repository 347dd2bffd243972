package kit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A listener on a free port of the loopback address that decides when its clients take what they
/// are sent, and when what they have sent is read.
///
/// A client that does not read stops its server only when the buffers of both are full, and nobody
/// knows when that is. Here it is at the next write, so that a step can count what waits.
public final class Gatekeeper extends ServerSocket {

    /// Clients that wait to be accepted: as many as connect before anybody accepts.
    private static final int QUEUE = 50;

    /// How long somebody who came too early waits for the other: to come together is worth a try,
    /// and decides nothing.
    private static final long PATIENCE_NANOS = 5_000_000;

    private final Map<Integer, Gated> clients = new ConcurrentHashMap<>();
    private volatile int expected;

    private Gatekeeper() throws IOException {
        super(0, QUEUE, InetAddress.getLoopbackAddress());
    }

    public static Gatekeeper open() throws IOException {
        return new Gatekeeper();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) getLocalSocketAddress();
    }

    /// From now on `peer` takes nothing more: a write to it waits until it is let out, or the socket
    /// is closed.
    public void shuts(Peer peer) {
        Wire.note(peer.name(), "takes nothing more");
        client(peer).isShut(true, peer.name());
    }

    /// Lets out what waits for `peer`, and all that follows.
    public void opens(Peer peer) {
        Wire.note(peer.name(), "takes everything again");
        client(peer).isShut(false, peer.name());
    }

    /// Checks that somebody is sending something to `peer`, which takes nothing.
    public void holdsBack(Peer peer) {
        var client = client(peer);
        if (!Patience.until(() -> client.waiting > 0)) {
            throw Mismatch.of("something to be sent to " + peer.name(), "nothing");
        }
    }

    /// Lets the next two reads that bring something return at the same moment, as well as two threads
    /// can.
    public void bringsTwoTogether() {
        expected = 2;
    }

    private Gated client(Peer peer) {
        int port = peer.localAddress().getPort();
        if (!Patience.until(() -> clients.containsKey(port))) {
            throw Mismatch.of(peer.name() + " to be accepted", "nobody who accepts");
        }
        return clients.get(port);
    }

    @Override
    public Socket accept() throws IOException {
        var client = new Gated();
        implAccept(client);
        clients.put(client.getPort(), client);
        Patience.changed();
        return client;
    }

    private void comesTogether() {
        if (expected == 0) {
            return;
        }
        synchronized (this) {
            expected = Math.max(0, expected - 1);
        }
        long start = System.nanoTime();
        while (expected > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            Thread.yield(); // Asleep, one would be late.
        }
    }

    private final class Gated extends Socket {

        private final Object gate = new Object();
        private String name = "";
        private boolean shut;
        private volatile int waiting;

        void isShut(boolean now, String peer) {
            synchronized (gate) {
                name = peer;
                shut = now;
                gate.notifyAll();
            }
        }

        /// Waits like a write of the JDK: an interrupt closes the socket of a virtual thread, and is
        /// nothing to any other.
        private void passes(int count) throws IOException {
            boolean interrupted = false;
            synchronized (gate) {
                waiting++;
                if (shut) {
                    Wire.note(Wire.YOU, "wait until " + name + " takes " + count + " bytes");
                }
                while (shut && !isClosed()) {
                    Patience.changed();
                    try {
                        gate.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        if (Thread.currentThread().isVirtual()) {
                            super.close();
                        }
                    }
                }
                waiting--;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            synchronized (gate) {
                gate.notifyAll();
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    passes(count);
                    out.write(bytes, from, count);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    comesTogether();
                    return b;
                }

                @Override
                public int read(byte[] bytes, int from, int count) throws IOException {
                    int n = super.read(bytes, from, count);
                    comesTogether();
                    return n;
                }
            };
        }
    }
}
