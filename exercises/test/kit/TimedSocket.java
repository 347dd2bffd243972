package kit;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A connection on which time is the clock of the step: waiting for a byte takes no time, but puts
/// the clock forward. It can be read, with or without a timeout, and ended; what is written to it
/// is not looked at.
public final class TimedSocket extends Socket {

    private static final int MOST_IN_VAIN = 100;

    private record Event(Duration at, Runnable happens) {}

    private final TestClock clock;
    private final Deque<Event> coming = new ArrayDeque<>();
    private final Deque<Byte> arrived = new ArrayDeque<>();
    private int timeoutMillis;
    private int pollsInVain;
    private int readsInVain;
    private int reads;
    private Optional<IOException> end = Optional.empty();
    private boolean outputEnded;

    private TimedSocket(TestClock clock) {
        this.clock = clock;
    }

    public static TimedSocket on(TestClock clock) {
        return new TimedSocket(clock);
    }

    /// The peer sends `text` when `seconds` have passed. Events are given in order of time.
    public TimedSocket receives(int seconds, String text) {
        return at(
                seconds,
                () -> {
                    Wire.note("peer", "sends", Bytes.of(text));
                    for (byte b : Bytes.of(text)) {
                        arrived.add(b);
                    }
                });
    }

    /// The peer ends what it sends when `seconds` have passed.
    public TimedSocket ends(int seconds) {
        return ends(seconds, "ends what it sends", new EOFException());
    }

    /// Reading fails from when `seconds` have passed.
    public TimedSocket fails(int seconds, IOException failure) {
        return ends(seconds, "is gone: " + failure.getMessage(), failure);
    }

    private TimedSocket ends(int seconds, String what, IOException how) {
        return at(
                seconds,
                () -> {
                    Wire.note("peer", what);
                    end = Optional.of(how);
                });
    }

    /// Something else happens when `seconds` have passed.
    public TimedSocket at(int seconds, Runnable happens) {
        coming.add(new Event(Duration.ofSeconds(seconds), happens));
        return this;
    }

    /// How many reads there were, those in vain too.
    public int reads() {
        return reads;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : receive(bytes, offset, length);
            }

            @Override
            public int available() {
                return poll();
            }
        };
    }

    private int receive(byte[] bytes, int offset, int length) throws IOException {
        reads++;
        pollsInVain = 0;
        letHappenWhatIsDue();
        var patience = timeoutMillis == 0 ? Duration.ofDays(365) : Duration.ofMillis(timeoutMillis);
        var until = clock.elapsed().plus(patience);
        while (arrived.isEmpty()) {
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
            if (end.isPresent()) {
                return isAtItsEnd(end.get());
            }
            if (coming.isEmpty() && timeoutMillis == 0) {
                throw new AssertionError("this read waits for ever");
            }
            if (coming.isEmpty() || coming.getFirst().at.compareTo(until) > 0) {
                clock.jumps(until.minus(clock.elapsed()));
                Wire.note(Wire.YOU, "read in vain for " + timeoutMillis + " ms");
                if (++readsInVain > MOST_IN_VAIN) {
                    throw new AssertionError("read timed out " + readsInVain + " times in a row");
                }
                throw new SocketTimeoutException("Read timed out");
            }
            clock.jumps(coming.getFirst().at.minus(clock.elapsed()));
            letHappenWhatIsDue();
        }
        readsInVain = 0;
        int count = Math.min(length, arrived.size());
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = arrived.removeFirst();
        }
        return count;
    }

    private static int isAtItsEnd(IOException end) throws IOException {
        if (end instanceof EOFException) {
            return -1;
        }
        throw end;
    }

    private int poll() {
        letHappenWhatIsDue();
        if (arrived.isEmpty() && ++pollsInVain > MOST_IN_VAIN) {
            throw new AssertionError("available() was asked " + pollsInVain + " times in a row");
        }
        return arrived.size();
    }

    private void letHappenWhatIsDue() {
        while (!coming.isEmpty() && coming.getFirst().at.compareTo(clock.elapsed()) <= 0) {
            coming.removeFirst().happens.run();
        }
    }

    @Override
    public void setSoTimeout(int millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout can't be negative");
        }
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public OutputStream getOutputStream() {
        return new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void close() throws IOException {
                TimedSocket.this.close();
            }
        };
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        if (outputEnded) {
            throw new SocketException("Socket output is already shutdown");
        }
        Wire.note(Wire.YOU, "end what you send");
        outputEnded = true;
    }

    @Override
    public void shutdownInput() {
        // Whoever says so reads no more.
    }

    @Override
    public boolean isOutputShutdown() {
        return outputEnded;
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
