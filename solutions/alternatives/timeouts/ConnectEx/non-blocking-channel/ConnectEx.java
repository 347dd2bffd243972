package timeouts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

public final class ConnectEx {

    public sealed interface Outcome {
        record Connected(Socket socket) implements Outcome {}

        record Refused() implements Outcome {}

        record TimedOut() implements Outcome {}

        record UnknownHost() implements Outcome {}

        record Other(IOException failure) implements Outcome {}
    }

    private record Budget(Duration total, long start, LongSupplier nanoTime) {

        Duration left() {
            return total.isPositive()
                    ? total.minus(Duration.ofNanos(nanoTime.getAsLong() - start))
                    : Duration.ZERO;
        }

        boolean isSpent() {
            return !left().isPositive();
        }
    }

    public static Outcome connect(String host, int port, Duration total, LongSupplier nanoTime) {
        var budget = new Budget(total, nanoTime.getAsLong(), nanoTime);
        if (budget.isSpent()) {
            return new Outcome.TimedOut();
        }
        var answer = new CompletableFuture<InetAddress>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            long left = TimeUnit.NANOSECONDS.convert(budget.left());
            var address = new InetSocketAddress(answer.get(left, TimeUnit.NANOSECONDS), port);
            return budget.isSpent() ? new Outcome.TimedOut() : connect(address, budget);
        } catch (TimeoutException e) {
            return new Outcome.TimedOut();
        } catch (ExecutionException e) {
            return new Outcome.UnknownHost();
        } catch (ConnectException e) {
            return new Outcome.Refused();
        } catch (IOException e) {
            return new Outcome.Other(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Other(new InterruptedIOException());
        }
    }

    private static Outcome connect(InetSocketAddress address, Budget budget) throws IOException {
        var channel = SocketChannel.open();
        Optional<Socket> connected = Optional.empty();
        try (var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT);
            boolean done = channel.connect(address);
            while (!done && !budget.isSpent()) {
                selector.select(Math.max(1, TimeUnit.MILLISECONDS.convert(budget.left())));
                done = channel.finishConnect();
            }
            if (done) {
                connected = Optional.of(channel.socket());
            }
        } finally {
            if (connected.isEmpty()) {
                channel.close();
            }
        }
        if (connected.isEmpty()) {
            return new Outcome.TimedOut();
        }
        channel.configureBlocking(true);
        return new Outcome.Connected(connected.get());
    }

    private ConnectEx() {}
}
