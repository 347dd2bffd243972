package lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/// Writes whole multiples of the buffer's length before the end of a message.
public final class Coalesce {

    private final OutputStream out;
    private final int capacity;
    private byte[] kept = {};
    private Optional<IOException> failure = Optional.empty();

    public Coalesce(Socket socket, int capacity, boolean interactive) throws IOException {
        if (capacity < 1) {
            throw new IllegalArgumentException("a buffer needs a byte at least");
        }
        if (interactive && !socket.getTcpNoDelay()) {
            socket.setTcpNoDelay(true);
        }
        out = socket.getOutputStream();
        this.capacity = capacity;
    }

    public synchronized void add(byte[] part) throws IOException {
        failIfFailed();
        long all = (long) kept.length + part.length;
        if (all <= capacity) {
            kept = concat(kept, part, 0, part.length);
            return;
        }
        int filling = capacity - kept.length;
        int direct = (part.length - filling) / capacity * capacity;
        try {
            out.write(concat(kept, part, 0, filling));
            out.write(part, filling, direct);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
        kept = concat(new byte[0], part, filling + direct, part.length - filling - direct);
    }

    public synchronized void end() throws IOException {
        failIfFailed();
        try {
            if (kept.length > 0) {
                out.write(kept);
            }
            out.flush();
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
        kept = new byte[0];
    }

    private void failIfFailed() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static byte[] concat(byte[] first, byte[] second, int from, int count) {
        var both = new byte[first.length + count];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, from, both, first.length, count);
        return both;
    }
}
