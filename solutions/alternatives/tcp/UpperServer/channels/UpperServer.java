package tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// One thread on channels: interrupting it closes the channel that it waits for.
public final class UpperServer implements AutoCloseable {

    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Thread thread = new Thread(this::run, "capitals");
    private final int port;

    private UpperServer(int port) throws IOException {
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    public static UpperServer start(int port) throws IOException {
        var server = new UpperServer(port);
        server.thread.start();
        return server;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (listener) {
            while (true) {
                converse(listener.accept());
            }
        } catch (IOException e) {
            // Interrupted.
        }
    }

    private static void converse(SocketChannel client) {
        try (client) {
            var line = ByteBuffer.allocate(8193);
            while (line.hasRemaining() && client.read(line) >= 0) {
                int complete = raise(line);
                write(client, line.duplicate().flip().limit(complete));
                line.flip().position(complete).compact();
            }
            if (line.hasRemaining()) {
                write(client, line.flip());
            }
        } catch (IOException e) {
            // This client is lost, or the thread was interrupted and sees that in accept.
        }
    }

    /// Raises the letters; returns how many bytes belong to complete lines.
    private static int raise(ByteBuffer bytes) {
        int complete = 0;
        for (int i = 0; i < bytes.position(); i++) {
            byte b = bytes.get(i);
            if (b == '\n') {
                complete = i + 1;
            } else if ('a' <= b && b <= 'z') {
                bytes.put(i, (byte) (b ^ 0x20));
            }
        }
        return complete;
    }

    private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
