package kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A connected socket whose output stream notes each write and each flush, and passes nothing on.
/// All else is that of a real connection, to somebody who never says anything.
public final class CountedSocket extends Socket {

    /// Writes that are noted in the transcript: whoever writes byte by byte makes very many.
    private static final int NOTED = 100;

    private final ServerSocket somebody;
    private final Stream stream = new Stream();
    private Optional<SocketException> settingFailure = Optional.empty();

    private CountedSocket(ServerSocket somebody) throws IOException {
        super(somebody.getInetAddress(), somebody.getLocalPort());
        this.somebody = somebody;
    }

    public static CountedSocket open() throws IOException {
        var somebody = Loopback.listener();
        try {
            return new CountedSocket(somebody);
        } catch (IOException e) {
            somebody.close();
            throw e;
        }
    }

    /// Lets the write with this number fail, of which 1 is the first. Later ones succeed.
    public CountedSocket failingAt(int write, IOException failure) {
        Wire.note("socket", "fails at write " + write + ": " + failure);
        stream.failing = write;
        stream.failure = Optional.of(failure);
        return this;
    }

    /// Lets the first flush fail. Later ones succeed.
    public CountedSocket failingToFlush(IOException failure) {
        Wire.note("socket", "fails to flush: " + failure);
        stream.flushFailure = Optional.of(failure);
        return this;
    }

    /// Fails to set an option.
    public CountedSocket failingToSet(SocketException failure) {
        Wire.note("socket", "fails to set an option: " + failure);
        settingFailure = Optional.of(failure);
        return this;
    }

    /// Keeps lengths alone, and asks for no memory in proportion to them.
    public CountedSocket forgetting() {
        stream.forgets = true;
        return this;
    }

    /// Forgets the writes until now, but not how many there were.
    public void clear() {
        synchronized (stream) {
            stream.lengths.clear();
            stream.written.reset();
        }
    }

    /// How many bytes each write had, in order. Writes without a byte are none.
    public List<Integer> lengths() {
        synchronized (stream) {
            return List.copyOf(stream.lengths);
        }
    }

    /// The bytes of all writes together.
    public byte[] written() {
        synchronized (stream) {
            return stream.written.toByteArray();
        }
    }

    /// How often the stream was told to write, with success or without.
    public int writes() {
        synchronized (stream) {
            return stream.writes;
        }
    }

    /// How many bytes have been written since the last flush.
    public long unflushed() {
        synchronized (stream) {
            return stream.unflushed;
        }
    }

    /// How often the stream was flushed, with success or without.
    public int flushes() {
        synchronized (stream) {
            return stream.flushes;
        }
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        if (settingFailure.isPresent()) {
            throw settingFailure.get();
        }
        super.setTcpNoDelay(on);
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        if (settingFailure.isPresent()) {
            throw settingFailure.get();
        }
        return super.setOption(name, value);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        super.getOutputStream(); // As a real one it throws when it is closed.
        return stream;
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (somebody != null) {
            somebody.close();
        }
    }

    private final class Stream extends OutputStream {

        private final List<Integer> lengths = new ArrayList<>();
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int failing;
        private Optional<IOException> failure = Optional.empty();
        private Optional<IOException> flushFailure = Optional.empty();
        private boolean forgets;
        private int writes;
        private long unflushed;
        private int flushes;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, bytes.length);
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
            if (isOutputShutdown()) {
                throw new SocketException("Socket output is shutdown");
            }
            if (count == 0) {
                return;
            }
            if (++writes == failing) {
                throw failure.orElseThrow();
            }
            unflushed += count;
            lengths.add(count);
            if (forgets) {
                return;
            }
            written.write(bytes, from, count);
            if (writes <= NOTED) {
                Wire.note(Wire.YOU, "write", Arrays.copyOfRange(bytes, from, from + count));
            }
        }

        @Override
        public synchronized void flush() throws IOException {
            flushes++;
            if (flushes == 1 && flushFailure.isPresent()) {
                throw flushFailure.get();
            }
            unflushed = 0;
            Wire.note(Wire.YOU, "flush");
        }

        @Override
        public void close() throws IOException {
            CountedSocket.this.close();
        }
    }
}
