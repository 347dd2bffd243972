package timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Waits a few seconds at most at a time, and looks at the clock in between.
public final class DeadlineReader {

    public interface Clocks {
        long nanoTime();

        long currentTimeMillis();
    }

    private static final int SLICE_MILLIS = 7_000;

    private final Socket socket;
    private final Clocks clocks;
    private ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    public DeadlineReader(Socket socket, Clocks clocks) {
        this.socket = socket;
        this.clocks = clocks;
    }

    public String readLine(Duration total, int maxBytes) throws IOException {
        if (unfinished.size() > maxBytes) {
            throw new ProtocolException();
        }
        long start = clocks.nanoTime();
        int timeoutBefore = socket.getSoTimeout();
        try {
            Optional<String> line = Optional.empty();
            while (line.isEmpty()) {
                var used = Duration.ofNanos(clocks.nanoTime() - start);
                if (used.compareTo(total) >= 0) {
                    throw new SocketTimeoutException();
                }
                line = readOne(total.minus(used), maxBytes);
            }
            return line.get();
        } finally {
            socket.setSoTimeout(timeoutBefore);
        }
    }

    private Optional<String> readOne(Duration left, int maxBytes) throws IOException {
        boolean isLong = left.compareTo(Duration.ofMillis(SLICE_MILLIS)) > 0;
        socket.setSoTimeout(isLong ? SLICE_MILLIS : (int) Math.max(1, left.toMillis()));
        var one = new byte[1];
        try {
            if (socket.getInputStream().read(one, 0, 1) < 1) {
                throw new EOFException();
            }
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        if (one[0] == '\n') {
            var bytes = unfinished.toByteArray();
            unfinished = new ByteArrayOutputStream();
            return Optional.of(new String(bytes, UTF_8));
        }
        if (unfinished.size() + 1 > maxBytes) {
            throw new ProtocolException();
        }
        unfinished.write(one[0]);
        return Optional.empty();
    }
}
