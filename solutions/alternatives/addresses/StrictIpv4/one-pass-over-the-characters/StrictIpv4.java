package addresses;

import java.nio.ByteBuffer;

public final class StrictIpv4 {

    public static byte[] parse(String text) {
        int bits = 0;
        int dots = 0;
        int number = -1; // No digit of this number has been seen.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && number >= 0 && dots < 3) {
                bits = bits << 8 | number;
                number = -1;
                dots++;
            } else if ('0' <= c && c <= '9' && number != 0) {
                number = Math.max(number, 0) * 10 + c - '0';
                check(number <= 255, text);
            } else {
                check(false, text);
            }
        }
        check(dots == 3 && number >= 0, text);
        return ByteBuffer.allocate(4).putInt(bits << 8 | number).array();
    }

    public static String format(byte[] address) {
        check(address.length == 4, "of " + address.length + " bytes");
        int bits = ByteBuffer.wrap(address).getInt();
        return (bits >>> 24)
                + ("." + (bits >>> 16 & 255))
                + ("." + (bits >>> 8 & 255))
                + ("." + (bits & 255));
    }

    private static void check(boolean holds, String address) {
        if (!holds) {
            throw new IllegalArgumentException("not an IPv4 address: " + address);
        }
    }

    private StrictIpv4() {}
}
