package framing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public final class ChatPacket {

    public record Message(String name, String text) {}

    public static byte[] encode(String name, String text) {
        var data = bytesOf(text);
        bytesOf(name);
        if (name.isEmpty() || name.codePoints().anyMatch(c -> c == 0) || data.length > 128) {
            throw new IllegalArgumentException("cannot be sent: " + name + ", " + text);
        }
        var out = new ByteArrayOutputStream();
        out.write(8 + data.length);
        boolean fits = true;
        for (int c : name.codePoints().toArray()) {
            var next = bytesOf(Character.toString(c));
            fits &= out.size() + next.length <= 9;
            if (fits) {
                out.writeBytes(next);
            }
        }
        out.writeBytes(new byte[9 - out.size()]);
        out.writeBytes(data);
        return out.toByteArray();
    }

    public static Message decode(byte[] packet) throws ProtocolException {
        try (var in = new DataInputStream(new ByteArrayInputStream(packet))) {
            int length = in.readUnsignedByte();
            var field = in.readNBytes(8);
            var data = in.readAllBytes();
            if (length != 8 + data.length || data.length > 128 || field[0] == 0) {
                throw new ProtocolException("a length of " + length);
            }
            int end = 8;
            while (field[end - 1] == 0) {
                end--;
            }
            var name = Arrays.copyOf(field, end);
            if (new String(name, StandardCharsets.ISO_8859_1).contains("\0")) {
                throw new ProtocolException("a NUL in a name");
            }
            return new Message(textOf(name), textOf(data));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new ProtocolException("not a packet: " + e);
        }
    }

    private static byte[] bytesOf(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("cannot be encoded: " + text);
        }
        return bytes;
    }

    private static String textOf(byte[] bytes) throws ProtocolException {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new ProtocolException("cannot be decoded: " + text);
        }
        return text;
    }

    private ChatPacket() {}
}
