package lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/// Lets a ByteArrayOutputStream collect, and write what it has collected.
public final class Coalesce {

    private final OutputStream out;
    private final int capacity;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean usable = true;

    public Coalesce(Socket socket, int capacity, boolean interactive) throws IOException {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.out = socket.getOutputStream();
        this.capacity = capacity;
        if (interactive) {
            socket.setTcpNoDelay(true);
        }
    }

    public void add(byte[] part) throws IOException {
        ifUsable(() -> {
            int from = 0;
            if (collected.size() + (long) part.length > capacity) {
                from = capacity - collected.size();
                collected.write(part, 0, from);
                collected.writeTo(out);
                collected.reset();
                if (part.length - from > capacity) {
                    out.write(part, from, part.length - from);
                    from = part.length;
                }
            }
            collected.write(part, from, part.length - from);
        });
    }

    public void end() throws IOException {
        ifUsable(() -> {
            collected.writeTo(out);
            collected.reset();
            out.flush();
        });
    }

    private interface Action {
        void run() throws IOException;
    }

    private void ifUsable(Action action) throws IOException {
        if (!usable) {
            throw new IOException("not after a failure");
        }
        try {
            action.run();
        } catch (IOException e) {
            usable = false;
            throw e;
        }
    }
}
