package kit;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Sockets whose connections the step decides: for each address whether it answers, refuses, or
/// stays silent. No such address needs to exist; a connection that succeeds is a real one, to a
/// host on this machine.
public final class Switchboard implements AutoCloseable {

    /// A timeout is never early, and may be this late.
    private static final Duration LATE = Duration.ofMillis(100);

    /// How long a refusal takes, at least.
    public static final Duration MOMENT = Duration.ofMillis(15);

    @FunctionalInterface
    private interface Plan {
        void connect(Line line, Duration timeout) throws IOException;
    }

    private final Host host;
    private final Map<SocketAddress, Plan> plans = new HashMap<>();
    private final List<Line> taken = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private int reached;
    private int atOnce;
    private int mostAtOnce;

    private Switchboard(Host host) {
        this.host = host;
    }

    public static Switchboard open() throws IOException {
        return new Switchboard(Host.open("host", "127.0.0.1", 0));
    }

    /// A new socket, not connected.
    public Socket socket() {
        var line = new Line();
        synchronized (lines) {
            taken.add(line);
        }
        return line;
    }

    public void answers(InetSocketAddress address) {
        plans.put(address, (line, timeout) -> line.reach(host));
    }

    /// Is really what its address says.
    public void passesOn(InetSocketAddress... addresses) {
        for (var address : addresses) {
            plans.put(address, (line, timeout) -> line.dial(address, timeout));
        }
    }

    /// Refuses, not quite at once.
    public void refuses(InetSocketAddress... addresses) {
        refusesAfter(MOMENT, addresses);
    }

    /// Refuses when so much time is over, or later.
    public void refusesAfter(Duration time, InetSocketAddress... addresses) {
        for (var address : addresses) {
            plans.put(
                    address,
                    (line, timeout) -> {
                        line.awaitClose(time);
                        line.close();
                        throw new ConnectException("Connection refused by " + words(address));
                    });
        }
    }

    /// Connecting ends only with its own timeout, or when the socket is closed.
    public void staysSilent(InetSocketAddress address) {
        plans.put(
                address,
                (line, timeout) -> {
                    line.awaitClose(timeout.plus(LATE));
                    line.close();
                    throw new SocketTimeoutException("Connect timed out");
                });
    }

    /// Answers as soon as `other` has been tried, if that comes in time.
    public void answersOnceTried(InetSocketAddress address, InetSocketAddress other) {
        answersOnce(() -> tried().contains(words(other)), address);
    }

    /// Answers a moment after `other` has failed, if that comes in time.
    public void answersOnceFailed(InetSocketAddress address, InetSocketAddress other) {
        answersOnce(() -> hasFailed(other), address);
    }

    private void answersOnce(BooleanSupplier event, InetSocketAddress address) {
        plans.put(
                address,
                (line, timeout) -> {
                    long end = System.nanoTime() + timeout.plus(LATE).toNanos();
                    while (!event.getAsBoolean()) {
                        line.awaitClose(Duration.ofMillis(1));
                        if (System.nanoTime() - end > 0) {
                            line.close();
                            throw new SocketTimeoutException("Connect timed out");
                        }
                    }
                    line.awaitClose(MOMENT);
                    line.reach(host);
                });
    }

    /// Each answers in the moment in which all others do.
    public void answerTogether(InetSocketAddress... addresses) {
        var all = new CountDownLatch(addresses.length);
        for (var address : addresses) {
            plans.put(
                    address,
                    (line, timeout) -> {
                        line.reach(host);
                        all.countDown();
                        line.awaitUnlessClosed(all);
                    });
        }
    }

    /// How many sockets were taken so far.
    public int taken() {
        synchronized (lines) {
            return taken.size();
        }
    }

    /// The addresses tried so far, in order, as the step wrote them.
    public List<String> tried() {
        synchronized (lines) {
            return lines.stream().map(line -> words(line.address)).toList();
        }
    }

    /// How many attempts were under way in the same moment, at most.
    public int mostAtOnce() {
        synchronized (lines) {
            return mostAtOnce;
        }
    }

    /// Waits until `call` has tried `address`.
    public void isTriedBy(Attempt<?> call, InetSocketAddress address) {
        Patience.until(() -> tried().contains(words(address)) || call.isOver());
        if (!tried().contains(words(address))) {
            fail(
                    "nobody tried "
                            + words(address)
                            + "; tried "
                            + tried()
                            + (call.isOver() ? ", and the call returned " + call.returns() : ""));
        }
    }

    /// Which address `socket` is connected to, if it came from here.
    public Optional<String> addressOf(Socket socket) {
        return socket instanceof Line line ? Optional.of(words(line.address)) : Optional.empty();
    }

    /// Checks that, of the sockets that were taken, these are open and no others.
    public void keepsOpenOnly(Socket... kept) {
        for (var socket : kept) {
            assertFalse(socket.isClosed(), "the socket that was returned is closed");
        }
        if (!Patience.until(() -> openBeside(kept).isEmpty())) {
            fail(
                    "left open: "
                            + openBeside(kept).stream().map(Line::toString).collect(joining(", ")));
        }
    }

    private boolean hasFailed(InetSocketAddress address) {
        synchronized (lines) {
            return lines.stream().anyMatch(line -> address.equals(line.address) && line.failed);
        }
    }

    /// The time from `start`, by [System#nanoTime], to the beginning of the last attempt there.
    public Duration timeToTrying(InetSocketAddress address, long start) {
        synchronized (lines) {
            return Duration.ofNanos(last(address).begun - start);
        }
    }

    private Line last(InetSocketAddress address) {
        return lines.reversed().stream()
                .filter(line -> address.equals(line.address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words(address) + " was not tried"));
    }

    private int reached() {
        synchronized (lines) {
            return reached;
        }
    }

    private List<Line> openBeside(Socket... kept) {
        synchronized (lines) {
            return taken.stream()
                    .filter(line -> !line.isClosed() && !List.of(kept).contains(line))
                    .toList();
        }
    }

    /// How an address is called here: by its number.
    public static String words(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }

    @Override
    public void close() throws IOException {
        Patience.until(() -> host.connections() >= reached()); // It closes what it has accepted.
        synchronized (lines) {
            for (var line : List.copyOf(taken)) {
                line.close();
            }
        }
        host.close();
    }

    private final class Line extends Socket {

        private final CountDownLatch closed = new CountDownLatch(1);
        private InetSocketAddress address;
        private volatile boolean failed;
        private long begun;

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int millis) throws IOException {
            if (isClosed()) {
                throw new SocketException("Socket is closed");
            }
            address = (InetSocketAddress) endpoint;
            Wire.noteNaming(words(address), Wire.YOU, "try " + words(address));
            synchronized (lines) {
                lines.add(this);
                begun = System.nanoTime();
                mostAtOnce = Math.max(mostAtOnce, ++atOnce);
            }
            Patience.changed();
            var timeout = millis == 0 ? Duration.ofDays(1) : Duration.ofMillis(millis);
            try {
                plans.get(endpoint).connect(this, timeout);
            } catch (IOException e) {
                failed = true;
                throw e;
            } finally {
                synchronized (lines) {
                    atOnce--;
                }
            }
        }

        @Override
        public String toString() {
            return address == null
                    ? "a socket with which nothing was tried"
                    : "the socket for " + words(address);
        }

        void dial(SocketAddress address, Duration timeout) throws IOException {
            super.connect(address, (int) timeout.toMillis());
        }

        void reach(Host host) throws IOException {
            super.connect(host.address(), 0);
            synchronized (lines) {
                reached++;
            }
        }

        /// Waits until `timeout` is over, or fails when this is closed. An interrupt closes the
        /// socket of a virtual thread, and does nothing to that of a platform thread.
        void awaitClose(Duration timeout) throws IOException {
            long end = System.nanoTime() + timeout.toNanos();
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        if (closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                            throw new SocketException("Socket closed");
                        }
                        return;
                    } catch (InterruptedException e) {
                        interrupted = true;
                        if (Thread.currentThread().isVirtual()) {
                            close();
                            throw new SocketException("Closed by interrupt");
                        }
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /// This is connected already: an interrupt comes too late, only `close` does not.
        void awaitUnlessClosed(CountDownLatch all) throws IOException {
            boolean interrupted = false;
            while (all.getCount() > 0 && !isClosed()) {
                try {
                    all.await(1, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            closed.countDown();
            Patience.changed();
        }
    }
}
