package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets another thread write, and waits for it as long as there is time.
public final class TimedWriter {

    public static void write(Socket socket, byte[] bytes, Duration total) throws IOException {
        if (total.isNegative() || total.isZero()) {
            socket.close();
            throw new SocketTimeoutException();
        }
        var task =
                new FutureTask<Optional<IOException>>(() -> {
                    try {
                        socket.getOutputStream().write(bytes);
                        return Optional.empty();
                    } catch (IOException e) {
                        return Optional.of(e);
                    }
                });
        var writer = new Thread(task, "writer");
        writer.setDaemon(true);
        writer.start();
        boolean interrupted = false;
        long nanos = TimeUnit.NANOSECONDS.convert(total);
        long start = System.nanoTime();
        try {
            while (true) {
                try {
                    long used = System.nanoTime() - start;
                    var failure = task.get(nanos - used, TimeUnit.NANOSECONDS);
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            socket.close();
            throw new SocketTimeoutException("after " + total);
        } catch (ExecutionException e) {
            throw new IOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TimedWriter() {}
}
