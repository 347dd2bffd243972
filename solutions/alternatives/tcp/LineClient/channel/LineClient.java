package tcp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public final class LineClient {

    public static String ask(InetSocketAddress server, String line) throws IOException {
        if (line.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("more than one line: " + line);
        }
        if (server.isUnresolved()) {
            throw new UnknownHostException(server.getHostString());
        }
        try (var channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8)));
            var buffer = ByteBuffer.allocate(256);
            for (int searched = 0; ; ) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("no LF in " + buffer.position() + " bytes");
                }
                for (; searched < buffer.position(); searched++) {
                    if (buffer.get(searched) == '\n') {
                        return text(buffer.array(), searched);
                    }
                }
                if (!buffer.hasRemaining()) {
                    var larger = Arrays.copyOf(buffer.array(), 2 * buffer.capacity());
                    buffer = ByteBuffer.wrap(larger).position(searched);
                }
            }
        }
    }

    private static String text(byte[] bytes, int length) {
        int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private LineClient() {}
}
