package framing;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Packs a name and a text into the packet of a chat, and takes such a packet apart.
///
/// It is the packet of
/// [Beej's Guide](https://beej.us/guide/bgnet/html/split/slightly-advanced-techniques.html#sonofdataencap):
/// a byte without a sign, which says how many bytes follow it; the name in 8 bytes, filled up with
/// NUL bytes behind it; and the text, which may be empty, in 128 bytes at most. Both are UTF-8.
public final class ChatPacket {

    /// What somebody says in a chat.
    public record Message(String name, String text) {}

    private static final int NAME = 8;
    private static final int MAX_TEXT = 128;

    /// Returns the packet of a name and a text. Of a name that does not fit, it has the longest
    /// beginning that does: whole characters, never a part of one.
    ///
    /// @throws IllegalArgumentException when the text does not fit, when the name is empty or has a
    ///     NUL, or when one of the two cannot be encoded, because half of a surrogate pair is missing
    public static byte[] encode(String name, String text) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no name for a packet");
        }
        var bytes = bytes(name);
        int end = Math.min(NAME, bytes.length);
        while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        var data = bytes(text);
        if (data.length > MAX_TEXT) {
            throw new IllegalArgumentException(data.length + " bytes, and not " + MAX_TEXT);
        }
        return ByteBuffer.allocate(1 + NAME + data.length)
                .put((byte) (NAME + data.length))
                .put(bytes, 0, end)
                .put(1 + NAME, data)
                .array();
    }

    /// Returns the name and the text of a packet, without the NUL bytes that fill up the name.
    ///
    /// @throws ProtocolException when this is not one packet and nothing more, as it is described
    ///     above: when there are too few bytes or too many, when the first of them says something
    ///     else, when the name is empty or a NUL stands within it, or when one of the two is not
    ///     UTF-8
    public static Message decode(byte[] packet) throws ProtocolException {
        int count = packet.length - 1;
        if (count < NAME || count > NAME + MAX_TEXT || (packet[0] & 0xff) != count) {
            throw new ProtocolException("a packet of " + packet.length + " bytes");
        }
        int end = 1 + NAME;
        while (end > 1 && packet[end - 1] == 0) {
            end--;
        }
        var name = text(packet, 1, end);
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new ProtocolException("no name in this packet");
        }
        return new Message(name, text(packet, 1 + NAME, packet.length));
    }

    private static byte[] bytes(String text) {
        try {
            var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(buffer.array(), buffer.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half of a surrogate pair", e);
        }
    }

    private static String text(byte[] packet, int from, int to) throws ProtocolException {
        var bytes = ByteBuffer.wrap(packet, from, to - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("not UTF-8");
        }
    }

    private ChatPacket() {}
}
