package udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;

public final class TimeClient {

    private static final long SECONDS_BEFORE_1970 = 2_208_988_800L;

    public static Instant query(InetSocketAddress server, Duration timeout) throws IOException {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("not a timeout: " + timeout);
        }
        long start = System.nanoTime();
        try (var channel = DatagramChannel.open();
                var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channel.send(ByteBuffer.allocate(0), server);
            var reply = ByteBuffer.allocate(8);
            while (true) {
                var from = channel.receive(reply.clear());
                if (server.equals(from)) {
                    return time(reply.flip());
                }
                if (from == null) {
                    long left = timeout.toNanos() - (System.nanoTime() - start);
                    if (left <= 0) {
                        throw new SocketTimeoutException("no answer within " + timeout);
                    }
                    selector.select(left / 1_000_000 + 1);
                    selector.selectedKeys().clear();
                } else if (System.nanoTime() - start >= timeout.toNanos()) {
                    throw new SocketTimeoutException("only strangers within " + timeout);
                }
            }
        }
    }

    private static Instant time(ByteBuffer reply) throws ProtocolException {
        if (reply.remaining() != Integer.BYTES) {
            throw new ProtocolException("not a time");
        }
        return Instant.ofEpochSecond((reply.getInt() & 0xffff_ffffL) - SECONDS_BEFORE_1970);
    }

    private TimeClient() {}
}
