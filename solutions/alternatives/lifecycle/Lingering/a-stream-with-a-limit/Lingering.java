package lifecycle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Reads through a stream that comes to its end with the limit.
public final class Lingering {

    private final LongSupplier nanoTime;

    public Lingering(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public void close(Socket socket, Duration limit) throws IOException {
        if (!socket.isClosed()) {
            try {
                socket.setSoLinger(false, -1);
                if (!socket.isOutputShutdown()) {
                    socket.shutdownOutput();
                }
                if (limit.compareTo(Duration.ZERO) > 0) {
                    new Limited(socket, limit).transferTo(OutputStream.nullOutputStream());
                }
            } finally {
                socket.close();
            }
        }
    }

    private final class Limited extends FilterInputStream {

        private final Socket socket;
        private final Duration limit;
        private final long start = nanoTime.getAsLong();

        Limited(Socket socket, Duration limit) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.limit = limit;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (true) {
                var passed = Duration.ofNanos(nanoTime.getAsLong() - start);
                if (passed.compareTo(limit) >= 0) {
                    return -1;
                }
                var left = limit.minus(passed);
                boolean isLong = left.getSeconds() >= 86_400;
                socket.setSoTimeout(isLong ? 86_400_000 : (int) left.toMillis() + 1);
                try {
                    return super.read(bytes, from, length);
                } catch (SocketTimeoutException e) {
                    // Once more, if there is time.
                }
            }
        }
    }

    public static void abort(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            try {
                socket.setSoLinger(true, 0);
            } finally {
                socket.close();
            }
        }
    }
}
