package udp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class TimeClient {

    public static Instant query(InetSocketAddress server, Duration timeout) throws IOException {
        if (timeout.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("no time to wait: " + timeout);
        }
        var bytes = new CompletableFuture<byte[]>();
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[0], 0, server));
            Thread.ofVirtual().start(() -> listen(socket, server, bytes));
            return time(bytes.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no reply from " + server);
        } catch (ExecutionException e) {
            throw new IOException("cannot receive", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static void listen(
            DatagramSocket socket, InetSocketAddress server, CompletableFuture<byte[]> bytes) {
        try {
            while (!bytes.isDone()) {
                var packet = new DatagramPacket(new byte[1_500], 1_500);
                socket.receive(packet);
                if (packet.getAddress().equals(server.getAddress())
                        && packet.getPort() == server.getPort()) {
                    bytes.complete(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            }
        } catch (IOException e) {
            bytes.completeExceptionally(e);
        }
    }

    private static Instant time(byte[] bytes) throws ProtocolException {
        if (bytes.length != 4) {
            throw new ProtocolException(bytes.length + " bytes");
        }
        var start = LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return start.plusSeconds(new BigInteger(1, bytes).longValueExact());
    }

    private TimeClient() {}
}
