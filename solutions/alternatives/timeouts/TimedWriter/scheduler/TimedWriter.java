package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A scheduler closes the socket; once it has ended, nobody can change any more who was first.
public final class TimedWriter {

    private static final class Closing implements Runnable {

        private final Socket socket;
        private boolean begun;

        Closing(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            begun = true;
            try {
                socket.close();
            } catch (IOException e) {
                // The caller closes it again.
            }
        }
    }

    public static void write(Socket socket, byte[] bytes, Duration total) throws IOException {
        var closing = new Closing(socket);
        if (total.compareTo(Duration.ZERO) > 0) {
            // Half of the longest time, 146 years: the queue of a scheduler computes with sums.
            long nanos = Math.min(TimeUnit.NANOSECONDS.convert(total), Long.MAX_VALUE / 2);
            var scheduler = Executors.newSingleThreadScheduledExecutor();
            IOException failure = null;
            try {
                scheduler.schedule(closing, nanos, TimeUnit.NANOSECONDS);
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                failure = e;
            } finally {
                scheduler.shutdownNow();
                scheduler.close(); // Waits until the task has ended, if it has begun.
            }
            if (!closing.begun && failure != null) {
                throw failure;
            }
            if (!closing.begun) {
                return;
            }
        }
        socket.close();
        throw new SocketTimeoutException("not written within " + total);
    }

    private TimedWriter() {}
}
