package timeouts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Platform threads that share one monitor, as one wrote it before `java.util.concurrent`.
public final class HappyEyeballs {

    public static Socket connect(
            List<InetSocketAddress> addresses,
            Duration stagger,
            Duration total,
            Supplier<Socket> sockets)
            throws IOException {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("nobody to connect to");
        }
        var race = new HappyEyeballs(sockets);
        try {
            return race.winner(sorted(addresses), stagger.toNanos(), total.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            race.end();
        }
    }

    private static List<InetSocketAddress> sorted(List<InetSocketAddress> addresses) {
        var rest = new ArrayList<>(addresses);
        var sorted = new ArrayList<InetSocketAddress>();
        boolean six = rest.getFirst().getAddress() instanceof Inet6Address;
        while (!rest.isEmpty()) {
            int next = 0;
            for (int i = rest.size() - 1; i >= 0; i--) {
                if (rest.get(i).getAddress() instanceof Inet6Address == six) {
                    next = i;
                }
            }
            sorted.add(rest.remove(next));
            six = !six;
        }
        return sorted;
    }

    private final Supplier<Socket> sockets;
    private final List<Socket> open = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();
    private Optional<Socket> winner = Optional.empty();
    private boolean over;

    private HappyEyeballs(Supplier<Socket> sockets) {
        this.sockets = sockets;
    }

    private synchronized Socket winner(
            List<InetSocketAddress> addresses, long staggerNanos, long totalNanos)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + totalNanos;
        int answered = 0; // So many failures have let another attempt begin.
        for (int begun = 0; ; ) {
            if (totalNanos <= 0 || end - System.nanoTime() <= 0) {
                throw new SocketTimeoutException();
            }
            long until = end;
            if (begun < addresses.size()) {
                start(addresses.get(begun++));
                long turn = System.nanoTime() + staggerNanos;
                until = turn - end < 0 ? turn : end;
            }
            while (winner.isEmpty()
                    && failures.size() == answered
                    && until - System.nanoTime() > 0) {
                long nanos = until - System.nanoTime();
                wait(Math.max(1, nanos / 1_000_000));
            }
            answered += failures.size() > answered ? 1 : 0;
            if (winner.isPresent()) {
                return winner.get();
            }
            if (failures.size() == addresses.size()) {
                var last = failures.getLast();
                for (var failure : failures.subList(0, failures.size() - 1)) {
                    last.addSuppressed(failure);
                }
                throw last;
            }
        }
    }

    private void start(InetSocketAddress address) {
        var socket = sockets.get();
        open.add(socket);
        var thread = new Thread(() -> attempt(socket, address), "attempt");
        thread.setDaemon(true);
        thread.start();
    }

    private void attempt(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address, 0);
            finished(socket);
        } catch (IOException e) {
            failed(e);
        }
    }

    private synchronized void finished(Socket socket) throws IOException {
        if (over || winner.isPresent()) {
            socket.close();
        } else {
            winner = Optional.of(socket);
            notifyAll();
        }
    }

    private synchronized void failed(IOException failure) {
        failures.add(failure);
        notifyAll();
    }

    private void end() throws IOException {
        List<Socket> losers;
        synchronized (this) {
            over = true;
            losers = new ArrayList<>(open);
            winner.ifPresent(losers::remove);
        }
        for (var socket : losers) {
            socket.close();
        }
    }
}
