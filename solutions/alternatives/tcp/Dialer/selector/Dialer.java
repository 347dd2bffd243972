package tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

public final class Dialer {

    public static Socket connectAny(
            String host, int port, Duration perAttempt, InetSocketAddress source)
            throws IOException {
        if (perAttempt.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("an attempt needs time, not " + perAttempt);
        }
        new InetSocketAddress(port); // Checks the port.
        return connect(InetAddress.getAllByName(host), 0, port, perAttempt, source);
    }

    private static Socket connect(
            InetAddress[] addresses, int i, int port, Duration limit, InetSocketAddress source)
            throws IOException {
        try {
            return attempt(new InetSocketAddress(addresses[i], port), limit, source);
        } catch (IOException e) {
            if (i + 1 == addresses.length) {
                throw e;
            }
            try {
                return connect(addresses, i + 1, port, limit, source);
            } catch (IOException last) {
                var later = last.getSuppressed();
                var all = new IOException[later.length + 1];
                all[0] = e;
                System.arraycopy(later, 0, all, 1, later.length);
                throw withSuppressed(last, all);
            }
        }
    }

    /// A copy of `last`, as suppressed exceptions cannot be put in front of others.
    private static IOException withSuppressed(IOException last, IOException[] suppressed) {
        var copy =
                switch (last) {
                    case SocketTimeoutException e -> new SocketTimeoutException(e.getMessage());
                    case java.net.ConnectException e ->
                            new java.net.ConnectException(e.getMessage());
                    default -> new IOException(last);
                };
        for (var e : suppressed) {
            copy.addSuppressed(e);
        }
        return copy;
    }

    private static Socket attempt(SocketAddress server, Duration limit, SocketAddress source)
            throws IOException {
        var channel = SocketChannel.open();
        try (var selector = Selector.open()) {
            channel.bind(source);
            channel.configureBlocking(false);
            if (!channel.connect(server)) {
                channel.register(selector, SelectionKey.OP_CONNECT);
                long millis = limit.toMillis() + (limit.toNanosPart() % 1_000_000 == 0 ? 0 : 1);
                if (selector.select(millis) == 0) {
                    throw new SocketTimeoutException("no answer from " + server);
                }
                channel.finishConnect();
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.configureBlocking(true);
        return channel.socket();
    }

    private Dialer() {}
}
