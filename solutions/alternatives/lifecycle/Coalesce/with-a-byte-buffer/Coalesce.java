package lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

public final class Coalesce {

    private enum State {
        READY,
        BUSY
    }

    private final Socket socket;
    private final ByteBuffer buffer;
    private State state = State.READY;

    public Coalesce(Socket socket, int capacity, boolean interactive) throws IOException {
        if (capacity <= 0) {
            throw new IllegalArgumentException("no buffer: " + capacity);
        }
        this.socket = socket;
        buffer = ByteBuffer.allocate(capacity);
        if (interactive) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    public void add(byte[] part) throws IOException {
        var out = begin();
        var rest = ByteBuffer.wrap(part);
        if (rest.remaining() > buffer.remaining()) {
            if (buffer.position() > 0) {
                put(rest, buffer.remaining());
                writeBuffer(out);
            }
            if (rest.remaining() > buffer.capacity()) {
                out.write(part, rest.position(), rest.remaining());
                rest.position(rest.limit());
            }
        }
        put(rest, rest.remaining());
        state = State.READY;
    }

    private void put(ByteBuffer rest, int count) {
        buffer.put(rest.slice().limit(count));
        rest.position(rest.position() + count);
    }

    public void end() throws IOException {
        var out = begin();
        writeBuffer(out);
        out.flush();
        state = State.READY;
    }

    private void writeBuffer(OutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private OutputStream begin() throws IOException {
        if (state == State.BUSY) {
            throw new IOException("the message was cut");
        }
        state = State.BUSY;
        return socket.getOutputStream();
    }
}
