package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Optional;

public final class LengthFrames {

    public static void write(OutputStream out, byte[] message) throws IOException {
        var frame = new byte[4 + message.length];
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (message.length >> 8 * (3 - i));
        }
        System.arraycopy(message, 0, frame, 4, message.length);
        out.write(frame);
        out.flush();
    }

    public static Optional<byte[]> read(InputStream in, int max) throws IOException {
        if (max < 0) {
            throw new IllegalArgumentException("negative limit: " + max);
        }
        long length = 0;
        for (int i = 0; i < 4; i++) {
            int b = in.read();
            if (b < 0 && i == 0) {
                return Optional.empty();
            }
            if (b < 0) {
                throw new EOFException("after " + i + " bytes of a length");
            }
            length = length << 8 | b;
        }
        if (length > max) {
            throw new ProtocolException("limit " + max + " exceeded by " + length);
        }
        var message = new byte[(int) Math.min(length, 1024)];
        for (int have = 0; have < length; ) {
            if (have == message.length) {
                message = Arrays.copyOf(message, (int) Math.min(length, 2L * have));
            }
            int count = in.read(message, have, message.length - have);
            if (count < 0) {
                throw new EOFException("the frame is cut after " + have + " bytes");
            }
            have += count;
        }
        return Optional.of(message);
    }

    private LengthFrames() {}
}
