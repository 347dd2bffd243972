package timeouts;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Nobody directs: each attempt sees to it that the next one begins, by failing or by a timer.
public final class HappyEyeballs {

    public static Socket connect(
            List<InetSocketAddress> addresses,
            Duration stagger,
            Duration total,
            Supplier<Socket> sockets)
            throws IOException {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an empty list");
        }
        if (!total.isPositive()) {
            throw new SocketTimeoutException("no time");
        }
        var race = new HappyEyeballs(zipped(addresses), stagger.toNanos(), sockets);
        try {
            race.begin(0);
            return race.result.get(total.toNanos(), NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("after " + total);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            race.close();
        }
    }

    private static List<InetSocketAddress> zipped(List<InetSocketAddress> addresses) {
        var four =
                addresses.stream()
                        .filter(address -> address.getAddress() instanceof Inet4Address)
                        .toList();
        var six = addresses.stream().filter(address -> !four.contains(address)).toList();
        boolean fourFirst = four.contains(addresses.getFirst());
        Iterator<InetSocketAddress> one = (fourFirst ? four : six).iterator();
        Iterator<InetSocketAddress> two = (fourFirst ? six : four).iterator();
        var zipped = new ArrayList<InetSocketAddress>();
        while (one.hasNext() || two.hasNext()) {
            if (one.hasNext()) {
                zipped.add(one.next());
            }
            if (two.hasNext()) {
                zipped.add(two.next());
            }
        }
        return zipped;
    }

    private final List<InetSocketAddress> addresses;
    private final long staggerNanos;
    private final Supplier<Socket> sockets;
    private final CompletableFuture<Socket> result = new CompletableFuture<>();
    private final List<Socket> opened = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    private HappyEyeballs(
            List<InetSocketAddress> addresses, long staggerNanos, Supplier<Socket> sockets) {
        this.addresses = addresses;
        this.staggerNanos = staggerNanos;
        this.sockets = sockets;
    }

    /// Begins attempt `number`, unless that has been done, or it is too late.
    private synchronized void begin(int number) {
        if (number != opened.size() || number == addresses.size() || result.isDone()) {
            return;
        }
        var socket = sockets.get();
        opened.add(socket);
        Thread.startVirtualThread(() -> attempt(socket, addresses.get(number)));
        var timer =
                new CompletableFuture<Void>().completeOnTimeout(null, staggerNanos, NANOSECONDS);
        timer.thenRun(() -> begin(number + 1));
        result.whenComplete((socketOrNull, failureOrNull) -> timer.cancel(false));
    }

    private void attempt(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address);
            result.complete(socket);
        } catch (IOException e) {
            failed(e);
        }
    }

    private synchronized void failed(IOException failure) {
        failures.add(failure);
        if (failures.size() == addresses.size()) {
            failures.subList(0, failures.size() - 1).forEach(failure::addSuppressed);
            result.completeExceptionally(failure);
        } else {
            begin(opened.size());
        }
    }

    private synchronized void close() throws IOException {
        result.cancel(false);
        var winner = result.isCompletedExceptionally() ? null : result.resultNow();
        for (var socket : opened) {
            if (socket != winner) {
                socket.close();
            }
        }
    }
}
