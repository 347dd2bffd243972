package framing;

import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

public final class FrameDecoder {

    private final int max;
    private byte[] kept = new byte[64];
    private int from;
    private int to;
    private boolean failed;

    public FrameDecoder(int max) {
        if (max < 0) {
            throw new IllegalArgumentException("negative: " + max);
        }
        this.max = max;
    }

    public void feed(ByteBuffer bytes, Consumer<byte[]> messages) throws ProtocolException {
        if (failed) {
            throw new ProtocolException("nothing can be read behind a frame that was refused");
        }
        keep(bytes);
        while (to - from >= 4) {
            int length = ByteBuffer.wrap(kept, from, 4).getInt();
            if (length < 0 || length > max) {
                failed = true;
                throw new ProtocolException(
                        Integer.toUnsignedString(length) + " bytes are too many");
            }
            if (to - from - 4 < length) {
                return;
            }
            var message = Arrays.copyOfRange(kept, from + 4, from + 4 + length);
            from += 4 + length;
            messages.accept(message);
        }
    }

    private void keep(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (to + count > kept.length) {
            int size = to - from;
            var larger = size + count > kept.length / 2 ? new byte[2 * (size + count)] : kept;
            System.arraycopy(kept, from, larger, 0, size);
            kept = larger;
            from = 0;
            to = size;
        }
        bytes.get(kept, to, count);
        to += count;
    }

    public void end() throws EOFException {
        if (from < to) {
            throw new EOFException((to - from) + " bytes of a frame that is not complete");
        }
    }
}
