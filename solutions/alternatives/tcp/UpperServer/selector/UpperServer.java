package tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// One thread and a selector: clients wait for nobody, and idle ones take next to nothing.
///
/// Its sockets are of IPv4: what reaches them need not go through those of IPv6 first.
public final class UpperServer implements AutoCloseable {

    private static final int LONGEST = 8192;
    private static final int QUEUE = 4096;

    /// What there is to know of a client between two of its reads.
    private static final class Client {
        private int length;
        private ByteBuffer unsent = ByteBuffer.allocate(0);
    }

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener =
            ServerSocketChannel.open(StandardProtocolFamily.INET);
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LONGEST);
    private final byte[] letters = new byte[LONGEST];
    private final Thread thread = new Thread(this::serve, "capitals");
    private volatile boolean closing;

    private UpperServer(int port) throws IOException {
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), QUEUE);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
    }

    public static UpperServer start(int port) throws IOException {
        var server = new UpperServer(port);
        server.thread.start();
        return server;
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try (selector) {
            while (!closing) {
                selector.select(this::attend);
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attend(SelectionKey key) {
        try {
            if (key.channel() instanceof SocketChannel channel) {
                converse(key, channel, (Client) key.attachment());
            } else {
                welcome(listener.accept());
            }
        } catch (IOException e) {
            drop(key);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (channel != null) { // It may have gone again.
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Client());
        }
    }

    /// Nothing is read from a client that has not taken its answer.
    private void converse(SelectionKey key, SocketChannel channel, Client client)
            throws IOException {
        if (client.unsent.hasRemaining()) {
            channel.write(client.unsent);
        } else if (channel.read(bytes.clear()) < 0) {
            channel.close();
            return;
        } else {
            raise(bytes.flip(), client);
            channel.write(bytes);
            if (bytes.hasRemaining()) {
                client.unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            }
        }
        int next = client.unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != next) {
            key.interestOps(next);
        }
    }

    /// Raises the letters, and counts how long the line has become.
    private void raise(ByteBuffer bytes, Client client) throws IOException {
        int n = bytes.limit();
        bytes.get(0, letters, 0, n);
        int length = client.length;
        for (int i = 0; i < n; i++) {
            byte b = letters[i];
            if ('a' <= b && b <= 'z') {
                letters[i] = (byte) (b - 'a' + 'A');
            }
            length = b == '\n' ? 0 : length + 1;
            if (length > LONGEST) {
                throw new ProtocolException("a line without an end");
            }
        }
        client.length = length;
        bytes.put(0, letters, 0, n);
    }

    private void drop(SelectionKey key) {
        if (key.channel() != listener) { // It stays, whoever could not be accepted.
            try {
                key.channel().close();
            } catch (IOException e) {
                // It has gone.
            }
        }
    }
}
