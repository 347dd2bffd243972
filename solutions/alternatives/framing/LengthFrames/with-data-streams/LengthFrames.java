package framing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;

public final class LengthFrames {

    public static void write(OutputStream out, byte[] message) throws IOException {
        var frame = new ByteArrayOutputStream();
        var data = new DataOutputStream(frame);
        data.writeInt(message.length);
        data.write(message);
        frame.writeTo(out);
        out.flush();
    }

    public static Optional<byte[]> read(InputStream in, int max) throws IOException {
        if (max < 0) {
            throw new IllegalArgumentException("max: " + max);
        }
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        var rest = new DataInputStream(in);
        int length = first << 24 | rest.readUnsignedByte() << 16 | rest.readUnsignedShort();
        if (Integer.compareUnsigned(length, max) > 0) {
            throw new ProtocolException(Integer.toUnsignedString(length) + " bytes exceed " + max);
        }
        var message = new ByteArrayOutputStream();
        var piece = new byte[Math.min(length, 4096)];
        while (message.size() < length) {
            int count = in.read(piece, 0, Math.min(piece.length, length - message.size()));
            if (count < 0) {
                throw new EOFException(message.size() + " of " + length + " bytes");
            }
            message.write(piece, 0, count);
        }
        return Optional.of(message.toByteArray());
    }

    private LengthFrames() {}
}
