package timeouts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Waits for the look-up with `wait` and `notify`, in slices, as one did before there were futures.
public final class ConnectEx {

    public sealed interface Outcome {
        record Connected(Socket socket) implements Outcome {}

        record Refused() implements Outcome {}

        record TimedOut() implements Outcome {}

        record UnknownHost() implements Outcome {}

        record Other(IOException failure) implements Outcome {}
    }

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final Duration total;
    private final LongSupplier nanoTime;
    private final long start;
    private InetAddress[] addresses;

    private ConnectEx(Duration total, LongSupplier nanoTime) {
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    public static Outcome connect(String host, int port, Duration total, LongSupplier nanoTime) {
        if (total.isNegative() || total.isZero()) {
            return new Outcome.TimedOut();
        }
        try {
            return new ConnectEx(total, nanoTime).connect(host, port);
        } catch (SocketTimeoutException e) {
            return new Outcome.TimedOut();
        } catch (ConnectException e) {
            return new Outcome.Refused();
        } catch (IOException e) {
            return new Outcome.Other(e);
        }
    }

    private Outcome connect(String host, int port) throws IOException {
        var lookUp = new Thread(() -> lookUp(host));
        lookUp.setDaemon(true);
        lookUp.start();
        var found = awaitAddresses();
        if (found.length == 0) {
            return new Outcome.UnknownHost();
        }
        var socket = new Socket();
        socket.connect(new InetSocketAddress(found[0], port), millisLeft());
        return new Outcome.Connected(socket);
    }

    private void lookUp(String host) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            found = new InetAddress[0];
        }
        synchronized (this) {
            addresses = found;
            notifyAll();
        }
    }

    private synchronized InetAddress[] awaitAddresses() throws IOException {
        while (addresses == null) {
            try {
                wait(millisLeft());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("while looking up");
            }
        }
        return addresses;
    }

    private int millisLeft() throws SocketTimeoutException {
        var left = total.minusNanos(nanoTime.getAsLong() - start);
        if (left.compareTo(Duration.ZERO) <= 0) {
            throw new SocketTimeoutException("after " + total);
        }
        return (int)
                (left.compareTo(LONGEST) >= 0
                        ? LONGEST.toMillis()
                        : left.plusNanos(999_999).toMillis());
    }
}
