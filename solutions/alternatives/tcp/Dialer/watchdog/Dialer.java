package tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

public final class Dialer {

    public static Socket connectAny(
            String host, int port, Duration perAttempt, InetSocketAddress source)
            throws IOException {
        if (perAttempt.isZero() || perAttempt.isNegative()) {
            throw new IllegalArgumentException("perAttempt is " + perAttempt);
        }
        if ((port & 0xffff) != port) {
            throw new IllegalArgumentException("port is " + port);
        }
        Throwable[] earlier = {};
        Iterator<InetAddress> addresses = List.of(InetAddress.getAllByName(host)).iterator();
        while (true) {
            try {
                return attempt(new InetSocketAddress(addresses.next(), port), perAttempt, source);
            } catch (IOException e) {
                for (var other : earlier) {
                    e.addSuppressed(other);
                }
                if (!addresses.hasNext()) {
                    throw e;
                }
                earlier = java.util.Arrays.copyOf(e.getSuppressed(), earlier.length + 1);
                earlier[earlier.length - 1] = e;
            }
        }
    }

    /// Somebody else closes the socket when the time is over.
    private static Socket attempt(
            InetSocketAddress server, Duration limit, InetSocketAddress source) throws IOException {
        var socket = new Socket();
        var over = new AtomicBoolean();
        var watchdog = Thread.ofVirtual().unstarted(() -> closeLater(socket, limit, over));
        try {
            socket.bind(source);
            watchdog.start();
            socket.connect(server);
        } catch (IOException e) {
            socket.close();
            if (over.get()) {
                throw new SocketTimeoutException("nothing from " + server + " in " + limit);
            }
            throw e;
        } finally {
            watchdog.interrupt();
        }
        if (!over.compareAndSet(false, true)) {
            throw new SocketTimeoutException("too late: " + server);
        }
        return socket;
    }

    private static void closeLater(Socket socket, Duration limit, AtomicBoolean over) {
        try {
            Thread.sleep(limit);
            if (over.compareAndSet(false, true)) {
                socket.close();
            }
        } catch (InterruptedException | IOException e) {
            // Connected or failed in time.
        }
    }

    private Dialer() {}
}
