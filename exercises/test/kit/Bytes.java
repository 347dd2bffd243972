package kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// Bytes as text that shows every one of them. Text stands for its ISO-8859-1 bytes.
public final class Bytes {

    private static final int SHOWN = 32;

    public static byte[] of(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /// `count` bytes that differ from their neighbours, so that a shifted copy is noticed.
    public static byte[] pattern(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 7);
        }
        return bytes;
    }

    /// All of `bytes` in quotes, control bytes and bytes above 126 as escapes.
    public static String visible(byte[] bytes) {
        return '"' + escaped(bytes, bytes.length) + '"';
    }

    /// The count and the first bytes, as the wire transcript shows them.
    public static String summary(byte[] bytes) {
        var count = bytes.length + (bytes.length == 1 ? " byte" : " bytes");
        if (bytes.length == 0) {
            return count;
        }
        var more = bytes.length > SHOWN ? "…" : "";
        return count + "  \"" + escaped(bytes, Math.min(bytes.length, SHOWN)) + more + '"';
    }

    /// Where `found` leaves `expected`, in words, with the bytes around that place.
    public static String difference(byte[] expected, byte[] found) {
        int at = Arrays.mismatch(expected, found);
        if (at < 0) {
            return "no difference";
        }
        if (at == found.length) {
            return found.length + " of " + expected.length + " bytes";
        }
        return "byte " + at + " on: " + around(found, at);
    }

    private static String around(byte[] bytes, int at) {
        return visible(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 16)));
    }

    private static String escaped(byte[] bytes, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xff;
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (b < 0x20 || b > 0x7e) {
                        text.append(String.format("\\x%02x", b));
                    } else {
                        text.append((char) b);
                    }
                }
            }
        }
        return text.toString();
    }

    private Bytes() {}
}
