package kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// An output stream with a buffer: what is written to it arrives when it is flushed.
public final class Sink extends OutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Optional<IOException> failure;
    private int flushed;
    private int writes;
    private boolean closed;

    private Sink(Optional<IOException> failure) {
        this.failure = failure;
    }

    public static Sink open() {
        return new Sink(Optional.empty());
    }

    /// Takes nothing, and fails.
    public static Sink failing(IOException failure) {
        return new Sink(Optional.of(failure));
    }

    /// What has been written and flushed.
    public synchronized byte[] arrived() {
        return Arrays.copyOf(written.toByteArray(), flushed);
    }

    /// How often it was given bytes.
    public synchronized int writes() {
        return writes;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (count > 0) {
            writes++;
            written.write(bytes, from, count);
            Wire.note(Wire.YOU, "write", Arrays.copyOfRange(bytes, from, from + count));
        }
    }

    @Override
    public synchronized void flush() {
        flushed = written.size();
    }

    @Override
    public synchronized void close() {
        Wire.note(Wire.YOU, "close the stream");
        flush();
        closed = true;
    }
}
