package timeouts;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Connects to the first of several addresses that answers, without waiting for those that do not:
/// a part of Happy Eyeballs
/// ([RFC 8305, section 5](https://www.rfc-editor.org/rfc/rfc8305#section-5)).
public final class HappyEyeballs {

    /// Returns a socket that is connected to one of `addresses`.
    ///
    /// They are tried in turns: the first of the list, then the first of the other family, IPv4 or
    /// IPv6, and so on, as long as there are both; within a family the order of the list is kept
    /// ([section 4](https://www.rfc-editor.org/rfc/rfc8305#section-4)).
    /// Each attempt that fails, whichever it is, lets one further attempt begin at once. Where none
    /// fails, the next one begins `stagger` after the last one began, and not sooner. Those that
    /// have begun go on meanwhile. The first that succeeds is returned, and no further one begins.
    ///
    /// For each attempt a new socket, not connected, is taken from `sockets`, on whichever thread,
    /// and its `connect` is called. Only the one that is returned stays open: however this ends,
    /// all others that were taken are closed, even one that connects in the same moment, and no
    /// thread is left.
    ///
    /// When every attempt has failed, it throws the failure that came last, with the others, in the
    /// order in which they came, as suppressed ones. When `total` is over, it throws a
    /// [SocketTimeoutException], whatever has failed before; whether that one tells of it is left
    /// open. Zero or less is no time at all, and nothing is tried. When the calling thread is
    /// interrupted, it throws an [InterruptedIOException] that is no timeout, and the interrupt
    /// flag is set.
    ///
    /// All addresses are resolved; one that stands in the list twice is tried twice. `stagger` is
    /// positive, neither is longer than a year, and the list is not changed meanwhile.
    ///
    /// @throws IllegalArgumentException if there are no addresses
    public static Socket connect(
            List<InetSocketAddress> addresses,
            Duration stagger,
            Duration total,
            Supplier<Socket> sockets)
            throws IOException {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no addresses");
        }
        var race = new Race(inTurns(addresses), stagger, total, sockets);
        try {
            return race.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting");
        } finally {
            race.closeLosers();
        }
    }

    private static Deque<InetSocketAddress> inTurns(List<InetSocketAddress> addresses) {
        var byFamily =
                addresses.stream().collect(Collectors.partitioningBy(address -> isIpv4(address)));
        boolean ipv4 = isIpv4(addresses.getFirst());
        var own = new ArrayDeque<>(byFamily.get(ipv4));
        var other = new ArrayDeque<>(byFamily.get(!ipv4));
        var turns = new ArrayDeque<InetSocketAddress>();
        while (!own.isEmpty() || !other.isEmpty()) {
            Optional.ofNullable(own.poll()).ifPresent(turns::add);
            Optional.ofNullable(other.poll()).ifPresent(turns::add);
        }
        return turns;
    }

    private static boolean isIpv4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    /// The end of an attempt.
    private record Finish(Socket socket, Optional<IOException> failure) {}

    private static final class Race {

        private final Deque<InetSocketAddress> waiting;
        private final Duration stagger;
        private final Duration total;
        private final Supplier<Socket> sockets;
        private final List<Socket> begun = new ArrayList<>();
        private final List<IOException> failures = new ArrayList<>();
        private final BlockingQueue<Finish> finishes = new LinkedBlockingQueue<>();
        private Optional<Socket> winner = Optional.empty();

        Race(
                Deque<InetSocketAddress> waiting,
                Duration stagger,
                Duration total,
                Supplier<Socket> sockets) {
            this.waiting = waiting;
            this.stagger = stagger;
            this.total = total;
            this.sockets = sockets;
        }

        Socket run() throws IOException, InterruptedException {
            long start = System.nanoTime();
            while (!waiting.isEmpty() || failures.size() < begun.size()) {
                long left = total.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    throw new SocketTimeoutException("no connection within " + total);
                }
                begin();
                long patience = waiting.isEmpty() ? left : Math.min(left, stagger.toNanos());
                var finish = Optional.ofNullable(finishes.poll(patience, NANOSECONDS));
                if (finish.isPresent() && finish.get().failure().isEmpty()) {
                    winner = Optional.of(finish.get().socket());
                    return winner.get();
                }
                finish.flatMap(Finish::failure).ifPresent(failures::add);
            }
            throw allFailed();
        }

        private void begin() {
            if (waiting.isEmpty()) {
                return;
            }
            var address = waiting.remove();
            var socket = sockets.get();
            begun.add(socket);
            Thread.startVirtualThread(() -> attempt(socket, address));
        }

        private void attempt(Socket socket, InetSocketAddress address) {
            try {
                socket.connect(address);
                finishes.add(new Finish(socket, Optional.empty()));
            } catch (IOException e) {
                finishes.add(new Finish(socket, Optional.of(e)));
            }
        }

        private IOException allFailed() {
            var last = failures.removeLast();
            failures.forEach(last::addSuppressed);
            return last;
        }

        void closeLosers() throws IOException {
            for (var socket : begun) {
                if (winner.isEmpty() || winner.get() != socket) {
                    socket.close();
                }
            }
        }
    }

    private HappyEyeballs() {}
}
