package timeouts;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// Splits the task: a stream that knows the deadline, and a loop that knows lines.
public final class DeadlineReader {

    public interface Clocks {
        long nanoTime();

        long currentTimeMillis();
    }

    private final Socket socket;
    private final Clocks clocks;
    private byte[] kept = new byte[16];
    private int count;

    public DeadlineReader(Socket socket, Clocks clocks) {
        this.socket = socket;
        this.clocks = clocks;
    }

    public String readLine(Duration total, int maxBytes) throws IOException {
        if (count > maxBytes) {
            throw new ProtocolException("longer than " + maxBytes);
        }
        int soTimeout = socket.getSoTimeout();
        var stream = new DeadlineStream(socket.getInputStream(), total);
        try {
            while (true) {
                int b = stream.read();
                if (b == '\n') {
                    var text = new String(kept, 0, count, StandardCharsets.UTF_8);
                    count = 0;
                    return text;
                } else if (b == -1) {
                    throw new EOFException();
                } else if (count >= maxBytes) {
                    throw new ProtocolException("longer than " + maxBytes);
                }
                keep((byte) b);
            }
        } finally {
            socket.setSoTimeout(soTimeout);
        }
    }

    private void keep(byte b) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, 2 * count);
        }
        kept[count++] = b;
    }

    private final class DeadlineStream extends FilterInputStream {

        private final Duration total;
        private long last;
        private Duration spent = Duration.ZERO;

        DeadlineStream(InputStream in, Duration total) {
            super(in);
            this.total = total;
            last = clocks.nanoTime();
        }

        @Override
        public int read() throws IOException {
            long now = clocks.nanoTime();
            spent = spent.plusNanos(now - last);
            last = now;
            if (spent.compareTo(total) >= 0) {
                throw new SocketTimeoutException("after " + spent);
            }
            var left = total.minus(spent);
            boolean isLong = left.compareTo(Duration.ofDays(20)) > 0;
            long millis = isLong ? 20 * 86_400_000L : left.plusNanos(999_999).toMillis();
            socket.setSoTimeout((int) millis);
            return super.read();
        }
    }
}
