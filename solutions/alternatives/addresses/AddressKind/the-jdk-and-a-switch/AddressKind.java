package addresses;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumSet;

public final class AddressKind {

    public enum Kind {
        LOOPBACK,
        WILDCARD,
        BROADCAST,
        MULTICAST,
        LINK_LOCAL,
        PRIVATE,
        UNIQUE_LOCAL,
        SHARED,
        DOCUMENTATION,
        GLOBAL
    }

    public static EnumSet<Kind> classify(InetAddress address) {
        if (address instanceof Inet6Address && isMapped(address.getAddress())) {
            return classify(lastFour(address.getAddress()));
        }
        var kinds = EnumSet.noneOf(Kind.class);
        add(kinds, Kind.LOOPBACK, address.isLoopbackAddress());
        add(kinds, Kind.WILDCARD, address.isAnyLocalAddress());
        add(kinds, Kind.MULTICAST, address.isMulticastAddress());
        add(kinds, Kind.LINK_LOCAL, address.isLinkLocalAddress() || address.isMCLinkLocal());
        if (kinds.isEmpty()) {
            var numbers = new int[address.getAddress().length];
            Arrays.setAll(numbers, i -> Byte.toUnsignedInt(address.getAddress()[i]));
            var kind = numbers.length == 4 ? ipv4(numbers) : ipv6(numbers);
            add(kinds, kind, kind != null);
        }
        return kinds;
    }

    private static Kind ipv4(int[] n) {
        return switch (n[0]) {
            case 0 -> null;
            case 10 -> Kind.PRIVATE;
            case 100 -> n[1] >= 64 && n[1] < 128 ? Kind.SHARED : Kind.GLOBAL;
            case 172 -> n[1] >= 16 && n[1] < 32 ? Kind.PRIVATE : Kind.GLOBAL;
            case 192 -> ipv4From192(n);
            case 198 -> {
                boolean isExample = n[1] == 51 && n[2] == 100;
                boolean isBenchmark = n[1] == 18 || n[1] == 19;
                yield isExample ? Kind.DOCUMENTATION : isBenchmark ? null : Kind.GLOBAL;
            }
            case 203 -> n[1] == 0 && n[2] == 113 ? Kind.DOCUMENTATION : Kind.GLOBAL;
            case 255 -> n[1] == 255 && n[2] == 255 && n[3] == 255 ? Kind.BROADCAST : null;
            default -> n[0] < 224 ? Kind.GLOBAL : null;
        };
    }

    private static Kind ipv4From192(int[] n) {
        return switch (n[1] << 8 | n[2]) {
            case 0 -> null;
            case 2 -> Kind.DOCUMENTATION;
            default -> n[1] == 168 ? Kind.PRIVATE : Kind.GLOBAL;
        };
    }

    private static Kind ipv6(int[] n) {
        int first = n[0] << 8 | n[1];
        int second = n[2] << 8 | n[3];
        if (first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000) {
            return Kind.DOCUMENTATION;
        } else if (first >= 0xfc00 && first < 0xfe00) {
            return Kind.UNIQUE_LOCAL;
        }
        return first >= 0x2000 && first < 0x4000 ? Kind.GLOBAL : null;
    }

    private static boolean isMapped(byte[] bytes) {
        var start = new byte[12];
        start[10] = -1;
        start[11] = -1;
        return Arrays.equals(bytes, 0, 12, start, 0, 12);
    }

    private static InetAddress lastFour(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private static void add(EnumSet<Kind> kinds, Kind kind, boolean holds) {
        if (holds) {
            kinds.add(kind);
        }
    }

    private AddressKind() {}
}
