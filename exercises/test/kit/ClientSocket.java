package kit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;

/// A client's connection to a [Host], real but for what the step says of one of its directions.
public final class ClientSocket extends Socket {

    private final Optional<InputStream> in;
    private final Optional<IOException> failure;
    private final boolean full;
    private final Object room = new Object();
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

    @Override
    public InputStream getInputStream() throws IOException {
        return in.isPresent() ? in.get() : super.getInputStream();
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
                if (full) {
                    waitForTheEnd();
                }
                out.write(bytes, from, count);
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

    @Override
    public void close() throws IOException {
        super.close();
        if (room != null) { // Not yet, when the constructor of Socket fails.
            synchronized (room) {
                room.notifyAll();
            }
        }
    }
}
