package framing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

public final class LineReader {

    private final ByteBuffer ahead = ByteBuffer.allocate(1024).flip();
    private final InputStream in;
    private final int maxBytes;

    public LineReader(InputStream in, int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("fewer than no bytes: " + maxBytes);
        }
        this.in = in;
        this.maxBytes = maxBytes;
    }

    public Optional<String> readLine() throws IOException {
        if (!hasMore()) {
            return Optional.empty();
        }
        var line = new ByteArrayOutputStream();
        while (true) {
            if (!hasMore()) {
                throw new EOFException("the line is cut after " + line.size() + " bytes");
            }
            byte next = ahead.get();
            if (next == '\n') {
                return Optional.of(decoded(line.toByteArray()));
            }
            line.write(next);
            if (line.size() > maxBytes && (next != '\r' || line.size() - 1 > maxBytes)) {
                throw new ProtocolException(maxBytes + " bytes are not enough for this line");
            }
        }
    }

    private static String decoded(byte[] line) throws IOException {
        var bytes = ByteBuffer.wrap(line);
        if (line.length > 0 && line[line.length - 1] == '\r') {
            bytes.limit(line.length - 1);
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private boolean hasMore() throws IOException {
        if (!ahead.hasRemaining()) {
            int count = in.read(ahead.array());
            ahead.position(0).limit(Math.max(0, count));
        }
        return ahead.hasRemaining();
    }

    public InputStream rest() {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                return hasMore() ? ahead.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!hasMore()) {
                    return -1;
                }
                int count = Math.min(length, ahead.remaining());
                ahead.get(bytes, offset, count);
                return count;
            }
        };
    }
}
