package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

public final class UdpRpc {

    public static byte[] call(InetSocketAddress server, byte[] body, Duration total, int attempts)
            throws IOException {
        if (body.length + 4 > 65_507 || total.compareTo(Duration.ZERO) <= 0 || attempts < 1) {
            throw new IllegalArgumentException();
        }
        var deadline = System.nanoTime() + total.toNanos();
        var request = new byte[body.length + 4];
        ThreadLocalRandom.current().nextBytes(request);
        System.arraycopy(body, 0, request, 4, body.length);
        var replies = new SynchronousQueue<byte[]>();
        try (var socket = new DatagramSocket(0)) {
            socket.send(new DatagramPacket(request, request.length, server));
            var listener =
                    Thread.startVirtualThread(() -> listen(socket, server, request, replies));
            try {
                for (int left = attempts - 1; ; left--) {
                    var patience = deadline - System.nanoTime();
                    if (patience <= 0) {
                        throw new SocketTimeoutException("no reply in " + total);
                    }
                    var pause =
                            left > 0 ? Math.min(patience, total.toNanos() / attempts) : patience;
                    var reply = replies.poll(pause, TimeUnit.NANOSECONDS);
                    if (reply != null) {
                        return reply;
                    }
                    if (left > 0) {
                        socket.send(new DatagramPacket(request, request.length, server));
                    }
                }
            } finally {
                listener.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void listen(
            DatagramSocket socket,
            InetSocketAddress server,
            byte[] request,
            SynchronousQueue<byte[]> replies) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[65_507], 65_507);
                socket.receive(packet);
                var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (packet.getSocketAddress().equals(server)
                        && Arrays.mismatch(bytes, Arrays.copyOf(request, 4)) == 4) {
                    replies.put(Arrays.copyOfRange(bytes, 4, bytes.length));
                    return;
                }
                if (bytes.length == 4 && Arrays.equals(bytes, Arrays.copyOf(request, 4))) {
                    replies.put(new byte[0]);
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The call is over.
        }
    }

    private UdpRpc() {}
}
