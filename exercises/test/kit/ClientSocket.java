package kit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// A client's connection to a [Host], real but for what the step says of one of its directions.
public final class ClientSocket extends Socket {

    private static final int A_WHILE = 100;

    private final Optional<InputStream> in;
    private volatile Optional<Thread> whoHasReadTheEnd = Optional.empty();
    private volatile Optional<IOException> failure;
    private final boolean full;
    private final Object room = new Object();
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();
    private boolean written;

    private ClientSocket(
            InetSocketAddress server,
            Optional<InputStream> in,
            Optional<IOException> failure,
            boolean full)
            throws IOException {
        super(server.getAddress(), server.getPort());
        this.in = in;
        this.failure = failure;
        this.full = full;
    }

    /// Nothing is special.
    public static ClientSocket to(InetSocketAddress server) throws IOException {
        return new ClientSocket(server, Optional.empty(), Optional.empty(), false);
    }

    /// Each write fails.
    public static ClientSocket failingToSend(InetSocketAddress server, IOException failure)
            throws IOException {
        Wire.note("socket", "fails to send: " + failure);
        return new ClientSocket(server, Optional.empty(), Optional.of(failure), false);
    }

    /// From now on each write fails.
    public void failsToSend(IOException with) {
        Wire.note("socket", "fails to send: " + with);
        failure = Optional.of(with);
    }

    /// It receives `text`, then a read fails.
    public static ClientSocket failingToReceive(
            InetSocketAddress server, String text, IOException failure) throws IOException {
        Wire.note("socket", "fails to receive: " + failure);
        var in = Source.failing(text, failure);
        return new ClientSocket(server, Optional.of(in), Optional.empty(), false);
    }

    /// Nothing can be sent: a write waits until the connection is closed, and does not mind an
    /// interrupt.
    public static ClientSocket full(InetSocketAddress server) throws IOException {
        Wire.note("socket", "has no room");
        return new ClientSocket(server, Optional.empty(), Optional.empty(), true);
    }

    /// Checks that somebody has begun to write.
    public void isWrittenTo() {
        if (!Patience.until(this::hasBeenWrittenTo)) {
            throw Mismatch.of("a write", "none");
        }
    }

    private boolean hasBeenWrittenTo() {
        synchronized (room) {
            return written;
        }
    }

    /// Checks that somebody has read the end of the stream, and has gone on from there until there is
    /// something to wait for.
    public void isReadToItsEnd() {
        if (!Patience.until(this::hasBeenReadToItsEnd)) {
            throw Mismatch.of("a read of the end of the stream", "none");
        }
    }

    private boolean hasBeenReadToItsEnd() {
        return whoHasReadTheEnd.map(ClientSocket::isAtRest).orElse(false);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(in.isPresent() ? in.get() : super.getInputStream()) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                inside.add(Thread.currentThread());
                try {
                    int n = super.read(bytes, from, count);
                    if (n < 0) {
                        whoHasReadTheEnd = Optional.of(Thread.currentThread());
                    }
                    return n;
                } finally {
                    inside.remove(Thread.currentThread());
                }
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (failure.isPresent()) {
                    throw failure.get();
                }
                inside.add(Thread.currentThread());
                try {
                    if (full) {
                        waitForTheEnd();
                    }
                    out.write(bytes, from, count);
                } finally {
                    inside.remove(Thread.currentThread());
                }
            }
        };
    }

    private void waitForTheEnd() throws SocketException {
        boolean interrupted = false;
        synchronized (room) {
            written = true;
            Patience.changed();
            while (!isClosed()) {
                try {
                    room.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("Socket closed");
    }

    /// Gives whoever waits in a read or a write the time to see that it has failed, and to say so:
    /// what comes of closing should not depend on who is quicker.
    @Override
    public void close() throws IOException {
        if (room == null) {
            super.close(); // The constructor of Socket has failed.
            return;
        }
        var others = new HashSet<>(inside);
        others.remove(Thread.currentThread());
        super.close();
        synchronized (room) {
            room.notifyAll();
        }
        var ticks = new Patience.Ticks(A_WHILE);
        BooleanSupplier gone = () -> others.stream().allMatch(this::hasGoneOn);
        while (!gone.getAsBoolean() && ticks.next(gone)) {
            // Once more.
        }
    }

    private boolean hasGoneOn(Thread thread) {
        return !inside.contains(thread)
                && (isAtRest(thread) || Frames.learners(Leaks.stackOf(thread)).isEmpty());
    }

    private static boolean isAtRest(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED, TERMINATED -> true;
            case NEW, RUNNABLE -> false;
        };
    }
}
