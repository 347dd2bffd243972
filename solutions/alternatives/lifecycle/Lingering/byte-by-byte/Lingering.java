package lifecycle;

import static java.net.StandardSocketOptions.SO_LINGER;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Takes what each byte has cost from what is left of the limit.
public final class Lingering {

    private static final Duration MOST = Duration.ofHours(12);

    private final LongSupplier nanoTime;

    public Lingering(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public void close(Socket socket, Duration limit) throws IOException {
        long before = nanoTime.getAsLong();
        if (socket.isClosed()) {
            return;
        }
        try (socket) {
            socket.setOption(SO_LINGER, -1);
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
            var left = limit;
            for (int read = 0; read >= 0 && left.isPositive(); ) {
                read = readOne(socket, left);
                long now = nanoTime.getAsLong();
                left = left.minusNanos(now - before);
                before = now;
            }
        }
    }

    /// One byte, -1 at the end, or 0 when the time was over.
    private static int readOne(Socket socket, Duration left) throws IOException {
        var wait = left.compareTo(MOST) < 0 ? left : MOST;
        socket.setSoTimeout((int) wait.plusNanos(999_999).toMillis());
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    public static void abort(Socket socket) throws IOException {
        if (socket.isClosed()) {
            return;
        }
        try (socket) {
            socket.setOption(SO_LINGER, 0);
        }
    }
}
