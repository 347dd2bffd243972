package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

public final class LineReader {

    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer = new byte[512];
    private int from;
    private int to;

    public LineReader(InputStream in, int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("negative: " + maxBytes);
        }
        this.in = in;
        this.maxBytes = maxBytes;
    }

    public Optional<String> readLine() throws IOException {
        int searched = 0;
        while (true) {
            for (; from + searched < to; searched++) {
                if (buffer[from + searched] == '\n') {
                    return Optional.of(line(searched));
                }
            }
            refuseMoreThan(
                    (long) maxBytes + (searched > 0 && buffer[to - 1] == '\r' ? 1 : 0), searched);
            if (!more()) {
                if (from < to) {
                    throw new EOFException("no LF after " + (to - from) + " bytes");
                }
                return Optional.empty();
            }
        }
    }

    private String line(int length) throws IOException {
        int start = from;
        from += length + 1;
        int end = length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length;
        refuseMoreThan(maxBytes, end);
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(buffer, start, end))
                .toString();
    }

    private void refuseMoreThan(long limit, int count) throws ProtocolException {
        if (count > limit) {
            throw new ProtocolException("more than " + maxBytes + " bytes and no LF");
        }
    }

    private boolean more() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * to);
        }
        int count = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, count);
        return count >= 0;
    }

    public InputStream rest() {
        return new Rest();
    }

    private final class Rest extends InputStream {

        @Override
        public int read() throws IOException {
            return from < to || more() ? buffer[from++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (from == to && !more()) {
                return -1;
            }
            int count = Math.min(length, to - from);
            System.arraycopy(buffer, from, bytes, offset, count);
            from += count;
            return count;
        }
    }
}
