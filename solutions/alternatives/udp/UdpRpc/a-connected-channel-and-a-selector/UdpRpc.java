package udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

public final class UdpRpc {

    private static final SecureRandom IDS = new SecureRandom();

    public static byte[] call(InetSocketAddress server, byte[] body, Duration total, int attempts)
            throws IOException {
        if (body.length > 65_503) {
            throw new IllegalArgumentException("too long: " + body.length);
        }
        if (total.isNegative() || total.isZero() || attempts <= 0) {
            throw new IllegalArgumentException("no time or no attempt");
        }
        long start = System.nanoTime();
        long end = total.toNanos();
        long pause = Math.max(1, end / attempts);
        int id = IDS.nextInt();
        var request = ByteBuffer.allocate(4 + body.length).putInt(id).put(body);
        var reply = ByteBuffer.allocateDirect(65_536);
        int sent = 0;
        try (var channel = DatagramChannel.open();
                var selector = Selector.open()) {
            channel.connect(server);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            for (long now; (now = System.nanoTime() - start) < end; ) {
                if (sent < attempts && now >= sent * (double) pause) {
                    sent++;
                    send(channel, request.flip());
                }
                if (receive(channel, reply.clear())) {
                    if (reply.flip().remaining() >= 4 && reply.getInt() == id) {
                        var result = new byte[reply.remaining()];
                        reply.get(result);
                        return result;
                    }
                    continue;
                }
                long next = sent < attempts ? Math.min(end, (long) (sent * (double) pause)) : end;
                selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - now)));
                selector.selectedKeys().clear();
            }
        }
        throw new SocketTimeoutException(sent + " requests to " + server + ", and no reply");
    }

    private static void send(DatagramChannel channel, ByteBuffer request) throws IOException {
        try {
            channel.write(request);
        } catch (PortUnreachableException e) {
            // What became of an earlier request; this one has not even been sent.
        }
    }

    private static boolean receive(DatagramChannel channel, ByteBuffer reply) throws IOException {
        try {
            return channel.receive(reply) != null;
        } catch (PortUnreachableException e) {
            return false;
        }
    }

    private UdpRpc() {}
}
