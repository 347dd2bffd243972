package framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

public final class ChatPacket {

    public record Message(String name, String text) {}

    public static byte[] encode(String name, String text) {
        if (!UTF_8.newEncoder().canEncode(name) || !UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("this is no text");
        }
        if (name.isEmpty() || name.contains("\0")) {
            throw new IllegalArgumentException("this is no name");
        }
        var packet = ByteBuffer.allocate(137);
        UTF_8.newEncoder().encode(CharBuffer.wrap(name), packet.position(1).limit(9), true);
        packet.clear().position(9);
        if (UTF_8.newEncoder().encode(CharBuffer.wrap(text), packet, true).isOverflow()) {
            throw new IllegalArgumentException("the text is longer than 128 bytes");
        }
        packet.put(0, (byte) (packet.position() - 1));
        return Arrays.copyOf(packet.array(), packet.position());
    }

    public static Message decode(byte[] packet) throws ProtocolException {
        if (packet.length < 9 || packet.length > 137 || packet[0] != (byte) (packet.length - 1)) {
            throw new ProtocolException("these bytes are no packet");
        }
        try {
            var field = UTF_8.newDecoder().decode(ByteBuffer.wrap(packet, 1, 8)).toString();
            int end = field.indexOf('\0') < 0 ? field.length() : field.indexOf('\0');
            if (end == 0 || field.substring(end).chars().anyMatch(c -> c != 0)) {
                throw new ProtocolException("the name is empty, or goes on behind its end");
            }
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(packet).position(9));
            return new Message(field.substring(0, end), text.toString());
        } catch (CharacterCodingException e) {
            throw new ProtocolException("malformed: " + e.getMessage());
        }
    }

    private ChatPacket() {}
}
