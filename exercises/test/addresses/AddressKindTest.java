package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import addresses.AddressKind.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kit.Names;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class AddressKindTest {

    private static final EnumSet<Kind> NONE = EnumSet.noneOf(Kind.class);

    @Test
    @Order(1)
    void loopback_wildcard_and_broadcast_are_told_apart() {
        are(Kind.LOOPBACK, "127.0.0.1", "127.0.0.0", "127.0.1.1", "127.255.255.255", "::1");
        areNot(Kind.LOOPBACK, "126.255.255.255", "128.0.0.0", "7f00::1", "1::1", "::1:1", "::2");
        areNot(Kind.LOOPBACK, "0:0:0:1::1");
        are(Kind.WILDCARD, "0.0.0.0", "::");
        areNot(Kind.WILDCARD, "0.0.0.1", "1::", "::100", "::1:0:0:0");
        are(Kind.BROADCAST, "255.255.255.255");
        areNot(Kind.BROADCAST, "255.255.255.254", "198.51.99.255", "192.168.1.255", "ffff::");
    }

    @Test
    @Order(2)
    void private_addresses_lie_in_three_blocks() {
        var found = Stream.of("10.1.1.1", "172.16.1.1", "192.168.1.1").map(AddressKindTest::kinds);
        assertEquals(
                "[PRIVATE], [PRIVATE], [PRIVATE]",
                found.collect(Collectors.joining(", ")),
                "classify(10.1.1.1), classify(172.16.1.1), classify(192.168.1.1)");

        are(Kind.PRIVATE, "10.0.0.0", "10.255.255.255");
        areNot(Kind.PRIVATE, "9.255.255.255", "11.0.0.0");
        are(Kind.PRIVATE, "172.16.0.0", "172.20.1.2", "172.31.255.255");
        areNot(Kind.PRIVATE, "172.15.255.255", "172.32.0.0", "172.1.6.0", "172.160.0.1");
        are(Kind.PRIVATE, "192.168.0.0", "192.168.255.255");
        areNot(Kind.PRIVATE, "192.167.255.255", "192.169.0.0", "a00::1", "ac10::1", "c0a8::1");
    }

    @Test
    @Order(3)
    void shared_and_unique_local_addresses_are_not_private() {
        are(Kind.SHARED, "100.64.0.0", "100.100.0.1", "100.127.255.255");
        areNot(Kind.SHARED, "100.63.255.255", "100.128.0.0", "100.6.4.0", "6440::1");
        are(Kind.UNIQUE_LOCAL, "fc00::", "fd12:3456::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        areNot(Kind.UNIQUE_LOCAL, "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::", "fe7f::1");
        areNot(Kind.UNIQUE_LOCAL, "fec0::1", "252.0.0.1", "253.1.2.3");
        areNot(Kind.UNIQUE_LOCAL, "fc::1", "fd::1", "fc0::1", "fd0::1");
    }

    @Test
    @Order(4)
    void link_local_addresses_have_one_block_of_each_family() {
        are(Kind.LINK_LOCAL, "169.254.0.0", "169.254.255.255");
        areNot(Kind.LINK_LOCAL, "169.253.255.255", "169.255.0.0", "a9fe::1");
        are(Kind.LINK_LOCAL, "fe80::", "fe80::1", "fe90::1", "fea0::1");
        are(Kind.LINK_LOCAL, "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        areNot(Kind.LINK_LOCAL, "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fec0::", "feff::1");
        areNot(Kind.LINK_LOCAL, "254.128.0.1", "fe8::1", "fe::80", "a9::fe");
    }

    @Test
    @Order(5)
    void a_multicast_address_may_be_link_local_too() {
        are(Kind.MULTICAST, "224.0.1.0", "224.1.0.0", "225.0.0.1", "232.1.2.3", "239.255.255.255");
        are(Kind.MULTICAST, "ff00::", "ff01::1", "ff05::2", "ff0e::2", "ff20::2", "ffff::ffff");
        areNot(Kind.MULTICAST, "223.255.255.255", "240.0.0.0", "e000::1", "feff:ffff::");
        areNot(Kind.LINK_LOCAL, "255.2.0.1");
        areNot(Kind.MULTICAST, "ff::1", "ff2::1", "ff0::2");

        var both = EnumSet.of(Kind.MULTICAST, Kind.LINK_LOCAL);
        are(both, "224.0.0.0", "224.0.0.251", "224.0.0.255", "ff02::fb", "ff12::1", "fff2::");
        for (int second = 0; second <= 0xff; second++) {
            var kinds = second % 16 == 2 ? both : EnumSet.of(Kind.MULTICAST);
            are(kinds, "ff" + HexFormat.of().toHexDigits((byte) second) + "::2:1");
        }
    }

    @Test
    @Order(6)
    void addresses_in_documentation_are_not_global() {
        are(Kind.DOCUMENTATION, "192.0.2.0", "192.0.2.255", "198.51.100.0", "198.51.100.255");
        are(Kind.DOCUMENTATION, "203.0.113.0", "203.0.113.255");
        areNot(Kind.DOCUMENTATION, "192.0.1.255", "192.0.3.0", "198.51.99.255", "198.51.101.0");
        areNot(Kind.DOCUMENTATION, "203.0.112.255", "203.0.114.0", "32.1.13.184", "63.255.0.1");
        are(Kind.DOCUMENTATION, "2001:db8::", "2001:db8:ffff::1", "3fff::", "3fff:fff:ffff::1");
        areNot(Kind.DOCUMENTATION, "2001:db7:ffff::", "2001:db9::", "2001:dbb::", "3fff:1000::");
        areNot(Kind.DOCUMENTATION, "3ffe::1", "3ffe:ffff::", "3ff::1");
        areNot(Kind.DOCUMENTATION, "2001:db80::1", "2001:db::8");
    }

    @Test
    @Order(7)
    void a_mapped_address_is_what_it_carries() throws Exception {
        var all = "10.0.0.1 9.9.9.9 127.0.0.1 0.0.0.0 255.255.255.255 169.254.0.1 100.64.0.1";
        all += " 198.51.100.1 239.1.2.3 224.0.0.251 240.0.0.1 198.18.0.1 192.0.0.1 0.0.0.1";
        for (var literal : all.split(" ")) {
            var carried = InetAddress.ofLiteral(literal);
            isAs(literal, "::ffff:" + literal + " as an Inet6Address", mapped(carried));
        }

        are(Kind.PRIVATE, "::ffff:10.0.0.1");
        areNot(Kind.PRIVATE, "::10.0.0.1", "::fffe:10.0.0.1", "::1:ffff:10.0.0.1");
        areNot(Kind.PRIVATE, "::ff00:10.0.0.1", "::ff:10.0.0.1", "::ffff:0:10.0.0.1");
        areNot(Kind.PRIVATE, "1::ffff:10.0.0.1", "2001::ffff:10.0.0.1", "64:ff9b::10.0.0.1");
    }

    @Test
    @Order(8)
    void not_every_other_address_is_global() {
        are(Kind.GLOBAL, "1.0.0.0", "8.8.8.8", "192.0.1.0", "198.17.255.255", "198.20.0.0");
        are(Kind.GLOBAL, "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0");
        are(Kind.GLOBAL, "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0");
        are(Kind.GLOBAL, "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.255");
        are(Kind.GLOBAL, "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.51.99.255");
        are(Kind.GLOBAL, "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255");
        are(NONE, "0.0.0.1", "0.255.255.255", "192.0.0.0", "192.0.0.255");
        are(NONE, "198.18.0.0", "198.19.255.255", "240.0.0.1", "255.255.255.254");

        // Other registries list these for purposes of their own; here they are in no row before.
        are(Kind.GLOBAL, "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1");
        are(Kind.GLOBAL, "2002::1", "2001:2::1", "2001:20::1", "2620:4f:8000::1", "3ffe::1");
        are(NONE, "2::1", "3::1", "20::1", "200::1", "3ff::1", "2f:ffff::");

        are(Kind.GLOBAL, "2000::", "2001::1", "2606:4700::1111", "3ffe:ffff::", "3fff:ffff::");
        are(Kind.GLOBAL, "2001:db7:ffff::", "2001:db9::", "3fff:1000::", "2001::ffff:10.0.0.1");
        are(NONE, "::2", "::10.0.0.1", "100::1", "1fff:ffff::", "4000::", "64:ff9b::1", "8000::1");
        are(NONE, "fbff::", "fe00::", "fe7f::", "fec0::1", "feff:ffff::", "7f00::1", "c0a8::1");
    }

    @Test
    @Order(9)
    void only_the_bytes_count_and_no_resolver_is_asked() throws Exception {
        var all = "127.0.0.1 ::1 0.0.0.0 :: 255.255.255.255 224.0.0.1 ff02::1 ff05::1 169.254.0.1";
        all += " fe80::1 10.0.0.1 172.16.0.1 192.168.0.1 fd00::1 100.64.0.1 192.0.2.1 8.8.8.8";
        all += " 2001:db8::1 3fff::1 2606:4700::1111 240.0.0.1 fec0::1";
        for (var literal : all.split(" ")) {
            var bytes = InetAddress.ofLiteral(literal).getAddress();
            isAs(literal, literal, InetAddress.getByAddress(bytes));
            assertEquals(List.of(), Names.lookups(), "questions to a resolver about " + literal);

            var named = InetAddress.getByAddress("239.1.2.3", bytes);
            isAs(literal, literal + " with the host name 239.1.2.3", named);
            if (bytes.length == 16) {
                isAs(literal, literal + "%7", Inet6Address.getByAddress(null, bytes, 7));
            }
        }
    }

    @Test
    @Order(10)
    void each_caller_has_a_set_of_its_own() {
        for (var literal : List.of("127.0.0.1", "10.0.0.1", "224.0.0.1", "8.8.8.8", "240.0.0.1")) {
            var address = InetAddress.ofLiteral(literal);
            var before = EnumSet.copyOf(AddressKind.classify(address));

            AddressKind.classify(address).addAll(EnumSet.allOf(Kind.class));
            is(before, literal + ", after another caller changed a set", address);

            var kept = AddressKind.classify(address);
            AddressKind.classify(InetAddress.ofLiteral("fd00::1"));
            AddressKind.classify(InetAddress.ofLiteral("fec0::1"));
            assertEquals(before, kept, "set for " + literal + ", after two more calls");
        }
    }

    /// Expects what is said of the address that `literal` writes.
    private static void isAs(String literal, String text, InetAddress address) {
        is(AddressKind.classify(InetAddress.ofLiteral(literal)), text, address);
    }

    private static void areNot(Kind kind, String... literals) {
        for (var literal : literals) {
            var call = "classify(" + literal + ")";
            var address = InetAddress.ofLiteral(literal);
            var found = assertDoesNotThrow(() -> AddressKind.classify(address), call);
            var expected = found == null || found.contains(kind) ? "no " + kind : "" + found;
            assertEquals(expected, "" + found, call);
        }
    }

    private static void are(Kind kind, String... literals) {
        are(EnumSet.of(kind), literals);
    }

    private static void are(EnumSet<Kind> kinds, String... literals) {
        for (var literal : literals) {
            is(kinds, literal, InetAddress.ofLiteral(literal));
        }
    }

    private static String kinds(String literal) {
        return String.valueOf(AddressKind.classify(InetAddress.ofLiteral(literal)));
    }

    private static void is(EnumSet<Kind> kinds, String text, InetAddress address) {
        var call = "classify(" + text + ")";
        var found = assertDoesNotThrow(() -> AddressKind.classify(address), call);
        assertEquals(kinds, found, call);
    }

    /// An `Inet6Address` that holds an IPv4 address: the JDK makes none by itself.
    private static InetAddress mapped(InetAddress carried) throws Exception {
        var bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        System.arraycopy(carried.getAddress(), 0, bytes, 12, 4);
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}
