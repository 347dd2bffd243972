package kit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener on a free port of the loopback address that knows who calls `accept`, and how often.
///
/// On demand it does what the kernel does seldom: it runs out of descriptors, hands a client over
/// late, or many at a time, or one with no room for what it is sent.
public final class Listener extends ServerSocket {

    private static final String NAME = "listener";
    private static final int QUEUE = 50;
    private static final int BETWEEN_CLIENTS = 2 * Patience.FULL / QUEUE;

    private final Set<Thread> callers = new HashSet<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int calls;
    private final Deque<IOException> failures = new ArrayDeque<>();
    private final Pauses pauses = new Pauses();
    private boolean clogsTheNext;
    private volatile boolean clogged;
    private volatile boolean holdsTheNext;
    private final Queue<Socket> gathered = new ConcurrentLinkedQueue<>();
    private volatile int gathers;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Listener() throws IOException {
        super(0, QUEUE, InetAddress.getLoopbackAddress());
    }

    public static Listener open() throws IOException {
        return new Listener();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) getLocalSocketAddress();
    }

    /// Is closed by somebody other than the code under test.
    public void goesAway() throws IOException {
        Wire.note(NAME, "is closed by somebody else");
        close();
    }

    /// Checks that `accept` is called, `times` times in all.
    public void isAskedForClients(int times) {
        if (!Patience.until(() -> calls() >= times)) {
            throw Mismatch.of(times + " calls of accept", String.valueOf(calls()));
        }
    }

    /// Checks the same of a server that may take its time, a second and more from call to call.
    public void isAskedInTheEnd(int times) {
        for (int i = 1; i <= times; i++) {
            int count = i;
            if (!Patience.untilTheEnd(() -> calls() >= count)) {
                throw Mismatch.of(count + " calls of accept", String.valueOf(calls()));
            }
        }
    }

    /// Checks that the listener is closed.
    public void isClosedByYou() {
        if (!Patience.until(() -> closed.getCount() == 0)) {
            throw Mismatch.of("a closed listener", "an open listener");
        }
    }

    /// Checks that nobody can connect any more. An `accept` that is under way when the listener is
    /// closed keeps the port open until it has noticed. Whoever is let in waits in the queue, which
    /// has room for all of them. So that nobody is let in by chance, it is waited for.
    public void letsNobodyIn() throws IOException {
        if (isClosed()) {
            Patience.until(() -> atWork.get() == 0);
        }
        for (var ticks = new Patience.Ticks(Patience.limit()); !refuses(); ) {
            if (!ticks.next(BETWEEN_CLIENTS)) {
                throw Mismatch.of("a refused connection", "a connection");
            }
        }
        Wire.note("somebody", "is refused");
    }

    private boolean refuses() throws IOException {
        try (var client = new Socket()) {
            client.connect(address());
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (SocketException e) {
            return false; // Reset: the port was closed amid the handshake, and refuses the next.
        }
    }

    /// Checks that every thread that has called `accept` has ended.
    public void isLeftAlone() {
        if (!Patience.untilTheEnd(() -> callers().stream().noneMatch(Thread::isAlive))) {
            throw Mismatch.of("no thread that accepts", "a thread that accepts");
        }
    }

    /// Lets the next calls of `accept` fail, as many as `times`, with these exceptions.
    public synchronized IOException[] runsOutOfDescriptors(int times) {
        for (int i = 0; i < times; i++) {
            failures.add(new IOException("Too many open files"));
        }
        return failures.toArray(IOException[]::new);
    }

    /// Lets the next calls of `accept` fail with these exceptions, one after the other.
    public synchronized void failsWith(IOException... exceptions) {
        failures.addAll(List.of(exceptions));
    }

    /// The time from each failure of `accept` to the call after it.
    public Pauses pauses() {
        return pauses;
    }

    /// Keeps the next client in `accept`, even when the listener is closed.
    public void holdsTheNextClient() {
        holdsTheNext = true;
    }

    /// Checks that a client has come as far as `accept`.
    public void holdsAClient() {
        if (!Patience.until(() -> held.getCount() == 0)) {
            throw Mismatch.of("a client in accept", "none");
        }
    }

    /// Lets `accept` return the client that it holds.
    public void handsOverTheClient() {
        Wire.note(NAME, "hands over the client");
        released.countDown();
    }

    /// Lets the next `accept` wait for so many clients: that one and the next return them, one right
    /// after the other.
    public void gathersClients(int count) {
        gathers = count;
    }

    /// Leaves the next client no room for what it is sent: a write waits until the listener closes.
    public synchronized void clogsTheNextClient() {
        clogsTheNext = true;
    }

    /// Checks that something is being sent to the client that has no room for it.
    public void isClogged() {
        if (!Patience.until(() -> clogged)) {
            throw Mismatch.of("bytes for the client without room", "none");
        }
    }

    @Override
    public Socket accept() throws IOException {
        var ready = gathered.poll();
        if (ready != null) {
            return ready;
        }
        boolean clogs = enters();
        var client = clogs ? new Clogged() : new Socket();
        atWork.incrementAndGet();
        try {
            implAccept(client);
            gatherOthers();
        } finally {
            atWork.decrementAndGet();
        }
        if (holdsTheNext) {
            holdsTheNext = false;
            Wire.note(NAME, "holds the client back");
            held.countDown();
            Patience.changed();
            waitFor(released);
        }
        return client;
    }

    private void gatherOthers() throws IOException {
        for (; gathers > 1; gathers--) {
            var other = new Socket();
            implAccept(other);
            gathered.add(other);
        }
    }

    private synchronized boolean enters() throws IOException {
        pauses.end();
        callers.add(Thread.currentThread());
        calls++;
        Patience.changed();
        if (!failures.isEmpty() && !isClosed()) {
            var failure = failures.remove();
            Wire.note(NAME, "fails to accept: " + failure.getMessage());
            pauses.begin();
            throw failure;
        }
        boolean clogs = clogsTheNext;
        clogsTheNext = false;
        return clogs;
    }

    private synchronized int calls() {
        return calls;
    }

    private synchronized Set<Thread> callers() {
        return Set.copyOf(callers);
    }

    @Override
    public void close() throws IOException {
        super.close();
        closed.countDown();
        Patience.changed();
    }

    /// Waits, whoever interrupts.
    private static void waitFor(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Clogged extends Socket {

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    Wire.note(Wire.YOU, "wait for room to send " + count + " bytes");
                    clogged = true;
                    Patience.changed();
                    waitFor(closed);
                    throw new SocketException("Broken pipe");
                }
            };
        }
    }
}
