package addresses;

import java.math.BigInteger;
import java.net.InetAddress;
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

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    public static EnumSet<Kind> classify(InetAddress address) {
        var bytes = address.getAddress();
        var number = new BigInteger(1, bytes);
        if (bytes.length == 4 || number.shiftRight(32).equals(MAPPED)) {
            return ipv4(number.intValue() & 0xffff_ffffL);
        }
        return ipv6(number);
    }

    private static EnumSet<Kind> ipv4(long number) {
        if (number >> 8 == 0xe00000) {
            return EnumSet.of(Kind.MULTICAST, Kind.LINK_LOCAL);
        } else if (number >> 28 == 0xe) {
            return EnumSet.of(Kind.MULTICAST);
        } else if (number >> 24 == 127) {
            return EnumSet.of(Kind.LOOPBACK);
        } else if (number == 0) {
            return EnumSet.of(Kind.WILDCARD);
        } else if (number == 0xffff_ffffL) {
            return EnumSet.of(Kind.BROADCAST);
        } else if (number >> 16 == 0xa9fe) {
            return EnumSet.of(Kind.LINK_LOCAL);
        } else if (number >> 24 == 10 || number >> 20 == 0xac1 || number >> 16 == 0xc0a8) {
            return EnumSet.of(Kind.PRIVATE);
        } else if (number >> 22 == (100 << 2 | 1)) {
            return EnumSet.of(Kind.SHARED);
        } else if (number >> 8 == 0xc00002 || number >> 8 == 0xc63364 || number >> 8 == 0xcb0071) {
            return EnumSet.of(Kind.DOCUMENTATION);
        }
        boolean isAssigned = number >> 8 == 0xc00000 || number >> 17 == 0xc612 >> 1;
        boolean isInRange = number >> 24 > 0 && number >> 24 < 224;
        return isInRange && !isAssigned ? EnumSet.of(Kind.GLOBAL) : EnumSet.noneOf(Kind.class);
    }

    private static EnumSet<Kind> ipv6(BigInteger number) {
        int start = number.shiftRight(96).intValue();
        if (start >>> 24 == 0xff) {
            boolean isLinkLocal = (start >>> 16 & 0xf) == 2;
            return isLinkLocal
                    ? EnumSet.of(Kind.MULTICAST, Kind.LINK_LOCAL)
                    : EnumSet.of(Kind.MULTICAST);
        } else if (number.equals(BigInteger.ZERO)) {
            return EnumSet.of(Kind.WILDCARD);
        } else if (number.equals(BigInteger.ONE)) {
            return EnumSet.of(Kind.LOOPBACK);
        } else if (start >>> 22 == 0xfe80 >> 6) {
            return EnumSet.of(Kind.LINK_LOCAL);
        } else if (start >>> 25 == 0xfc >> 1) {
            return EnumSet.of(Kind.UNIQUE_LOCAL);
        } else if (start == 0x20010db8 || start >>> 12 == 0x3fff0) {
            return EnumSet.of(Kind.DOCUMENTATION);
        }
        return start >>> 29 == 1 ? EnumSet.of(Kind.GLOBAL) : EnumSet.noneOf(Kind.class);
    }

    private AddressKind() {}
}
