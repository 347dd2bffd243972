package kit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A connection on which the step decides what becomes of what is written. It can be written to and
/// closed, and nothing else.
///
/// As on a real one, an interrupt does not end a write, and closing does.
public final class OutSocket extends Socket {

    private static final long FOR_EVER = Long.MAX_VALUE;

    @FunctionalInterface
    private interface Plan {
        void write(OutSocket socket, int length) throws IOException;
    }

    private final Plan plan;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hasRoom;
    private volatile int writes;

    private OutSocket(Plan plan) {
        this.plan = plan;
    }

    /// Takes everything at once.
    public static OutSocket quick() {
        return new OutSocket((socket, length) -> {});
    }

    /// Takes nothing before it [#makesRoom].
    public static OutSocket full() {
        Wire.note("socket", "has no room");
        return new OutSocket((socket, length) -> {
            while (!socket.hasRoom) {
                socket.awaitClose(1_000_000);
                socket.failIfClosed();
            }
        });
    }

    /// Takes `bytes` in `time`, piece by piece: a small piece in as small a part of it, and a piece
    /// of more than half of them never.
    public static OutSocket slow(int bytes, Duration time) {
        Wire.note("socket", "takes " + bytes + " bytes in " + TestClock.words(time));
        return new OutSocket((socket, length) -> {
            boolean isSmall = length <= bytes / 2;
            socket.awaitClose(isSmall ? time.toNanos() / bytes * length : FOR_EVER);
            socket.failIfClosed();
        });
    }

    /// Takes the last byte in the moment in which it is closed: the write succeeds.
    public static OutSocket roomyWhenClosed() {
        Wire.note("socket", "has no room until it is closed");
        return new OutSocket((socket, length) -> socket.awaitClose(FOR_EVER));
    }

    /// Fails each write.
    public static OutSocket failing(IOException failure) {
        return new OutSocket((socket, length) -> {
            Wire.note("socket", "fails: " + failure);
            throw failure;
        });
    }

    /// Closes it while the call under test may still use it.
    public void isClosedBySomebodyElse() throws IOException {
        Wire.note("somebody else", "closes the socket");
        close();
    }

    /// Lets all writes go on.
    public void makesRoom() {
        Wire.note("socket", "has room");
        hasRoom = true;
    }

    /// How many writes have begun, those on the closed socket too: a step that demands none is not
    /// passed by who closed it just before.
    public int writes() {
        return writes;
    }

    /// Waits until `call` writes.
    public void isWrittenToBy(Attempt<?> call) {
        if (!Patience.until(() -> writes > 0 || call.isOver()) || writes == 0) {
            fail("nothing is written" + (call.isOver() ? ", and the call is over" : ""));
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writes++;
                Patience.changed();
                failIfClosed();
                plan.write(OutSocket.this, length);
            }

            @Override
            public void close() throws IOException {
                OutSocket.this.close();
            }
        };
    }

    private void failIfClosed() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket closed");
        }
    }

    /// Waits until this is closed, but no longer than so many nanoseconds.
    private void awaitClose(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (true) {
            try {
                closed.await(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() throws IOException {
        super.close();
        closed.countDown();
        Patience.changed();
    }
}
