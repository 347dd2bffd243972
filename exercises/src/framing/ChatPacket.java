package framing;

import java.net.ProtocolException;

/// Packs a name and a text into the packet of a chat, and takes such a packet apart.
///
/// It is the packet of
/// [Beej's Guide](https://beej.us/guide/bgnet/html/split/slightly-advanced-techniques.html#sonofdataencap):
/// a byte without a sign, which says how many bytes follow it; the name in 8 bytes, filled up with
/// NUL bytes behind it; and the text, which may be empty, in 128 bytes at most. Both are UTF-8.
public final class ChatPacket {

    /// What somebody says in a chat.
    public record Message(String name, String text) {}

    /// Returns the packet of a name and a text. Of a name that does not fit, it has the longest
    /// beginning that does: whole characters, never a part of one.
    ///
    /// @throws IllegalArgumentException when the text does not fit, when the name is empty or has a
    ///     NUL, or when one of the two cannot be encoded, because half of a surrogate pair is missing
    public static byte[] encode(String name, String text) {
        return notYet();
    }

    /// Returns the name and the text of a packet, without the NUL bytes that fill up the name.
    ///
    /// @throws ProtocolException when this is not one packet and nothing more, as it is described
    ///     above: when there are too few bytes or too many, when the first of them says something
    ///     else, when the name is empty or a NUL stands within it, or when one of the two is not
    ///     UTF-8
    public static Message decode(byte[] packet) throws ProtocolException {
        return notYet();
    }

    private ChatPacket() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: put a name and a text into their fields");
    }
}
