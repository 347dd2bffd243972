package concurrency;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One thread, all channels.
public final class FanOut {

    private static final class Talk {

        private final SocketChannel channel;
        private final ByteBuffer question;
        private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
        private boolean done;

        Talk(SocketChannel channel, byte[] question) {
            this.channel = channel;
            this.question = ByteBuffer.wrap(question);
        }

        void goOn(SelectionKey key) throws IOException {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(question);
                if (!question.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            } else if (key.isReadable()) {
                read(key);
            }
        }

        private void read(SelectionKey key) throws IOException {
            var buffer = ByteBuffer.allocate(1000);
            if (channel.read(buffer) < 0) {
                throw new EOFException("the server hung up");
            }
            buffer.flip();
            while (buffer.hasRemaining() && !done) {
                byte b = buffer.get();
                if (b == '\n') {
                    done = true;
                    key.cancel();
                } else {
                    reply.write(b);
                }
            }
        }
    }

    public static List<String> askAll(
            List<InetSocketAddress> servers, String question, Duration total)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var time = total.isNegative() ? Duration.ZERO : total; // The least would overflow.
        var bytes = (question + "\n").getBytes(StandardCharsets.UTF_8);
        var talks = new ArrayList<Talk>();
        try (var selector = Selector.open()) {
            try {
                for (var server : servers) {
                    if (server.isUnresolved()) {
                        throw new UnknownHostException(server.getHostString());
                    }
                    var channel = SocketChannel.open();
                    var talk = new Talk(channel, bytes);
                    talks.add(talk);
                    channel.configureBlocking(false);
                    boolean connected = channel.connect(server);
                    int next = connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
                    channel.register(selector, next, talk);
                }
                while (!talks.stream().allMatch(talk -> talk.done)) {
                    var left = time.minusNanos(System.nanoTime() - start);
                    if (!left.isPositive()) {
                        throw new SocketTimeoutException("no reply after " + total);
                    }
                    selector.select(left.getSeconds() > 1_000_000 ? 0 : left.toMillis() + 1);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    for (var key : selector.selectedKeys()) {
                        ((Talk) key.attachment()).goOn(key);
                    }
                    selector.selectedKeys().clear();
                }
            } finally {
                for (var talk : talks) {
                    talk.channel.close();
                }
            }
        }
        return talks.stream().map(talk -> talk.reply.toString(StandardCharsets.UTF_8)).toList();
    }

    private FanOut() {}
}
