package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import addresses.AddressKind.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import kit.Names;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class AddressKindTest {

    private static final EnumSet<Kind> NONE = EnumSet.noneOf(Kind.class);

    @Test
    @Order(1)
    void loopback_wildcard_and_broadcast_are_told_apart() {
        are(Kind.LOOPBACK, "127.0.0.1", "127.0.0.0", "127.0.1.1", "127.255.255.255", "::1");
        are(Kind.WILDCARD, "0.0.0.0", "::");
        are(Kind.BROADCAST, "255.255.255.255");
        are(Kind.GLOBAL, "126.255.255.255", "128.0.0.0", "198.51.99.255");
    }

    @Test
    @Order(2)
    void private_addresses_lie_in_three_blocks() {
        are(Kind.PRIVATE, "10.0.0.0", "10.255.255.255");
        are(Kind.GLOBAL, "9.255.255.255", "11.0.0.0");
        are(Kind.PRIVATE, "172.16.0.0", "172.20.1.2", "172.31.255.255");
        are(Kind.GLOBAL, "172.15.255.255", "172.32.0.0", "172.1.6.0");
        are(Kind.PRIVATE, "192.168.0.0", "192.168.255.255");
        are(Kind.GLOBAL, "192.167.255.255", "192.169.0.0");
    }

    @Test
    @Order(3)
    void shared_and_unique_local_addresses_are_not_private() {
        are(Kind.SHARED, "100.64.0.0", "100.100.0.1", "100.127.255.255");
        are(Kind.GLOBAL, "100.63.255.255", "100.128.0.0", "100.6.4.0");
        are(Kind.UNIQUE_LOCAL, "fc00::", "fd12:3456::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        are(NONE, "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::", "fe7f::1");
    }

    @Test
    @Order(4)
    void link_local_addresses_have_one_block_of_each_family() throws Exception {
        are(Kind.LINK_LOCAL, "169.254.0.0", "169.254.255.255");
        are(Kind.GLOBAL, "169.253.255.255", "169.255.0.0");
        are(Kind.LINK_LOCAL, "fe80::", "fe80::1", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        are(NONE, "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fec0::", "feff::1");

        var scoped = Inet6Address.getByAddress(null, bytes("fe80::1"), 7);
        is(EnumSet.of(Kind.LINK_LOCAL), "fe80::1%7", scoped);
    }

    @Test
    @Order(5)
    void a_multicast_address_may_be_link_local_too() {
        are(Kind.MULTICAST, "224.0.1.0", "232.1.2.3", "239.255.255.255");
        are(Kind.MULTICAST, "ff00::", "ff01::1", "ff05::2", "ff0e::2", "ff20::2", "ffff::ffff");
        are(Kind.GLOBAL, "223.255.255.255");
        are(NONE, "240.0.0.0");

        var both = EnumSet.of(Kind.MULTICAST, Kind.LINK_LOCAL);
        are(both, "224.0.0.0", "224.0.0.251", "224.0.0.255", "ff02::fb", "ff12::1", "fff2::");
    }

    @Test
    @Order(6)
    void addresses_in_documentation_are_not_global() {
        are(Kind.DOCUMENTATION, "192.0.2.0", "192.0.2.255");
        are(Kind.DOCUMENTATION, "198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255");
        are(Kind.GLOBAL, "192.0.1.255", "192.0.3.0", "198.51.101.0", "203.0.112.255");
        are(Kind.DOCUMENTATION, "2001:db8::", "2001:db8:ffff::1", "3fff::", "3fff:fff:ffff::1");
        are(Kind.GLOBAL, "2001:db7:ffff::", "2001:db9::", "2001:dbb::", "3fff:1000::", "3ffe::1");
    }

    @Test
    @Order(7)
    void a_mapped_address_is_what_it_carries() throws Exception {
        mappedIs(EnumSet.of(Kind.PRIVATE), "10.0.0.1");
        mappedIs(EnumSet.of(Kind.GLOBAL), "9.9.9.9");
        mappedIs(EnumSet.of(Kind.LOOPBACK), "127.0.0.1");
        mappedIs(EnumSet.of(Kind.MULTICAST, Kind.LINK_LOCAL), "224.0.0.251");
        mappedIs(NONE, "240.0.0.1");

        are(Kind.PRIVATE, "::ffff:10.0.0.1");
        are(NONE, "::10.0.0.1", "::fffe:10.0.0.1", "::1:ffff:10.0.0.1");
    }

    @Test
    @Order(8)
    void not_every_other_address_is_global() {
        are(Kind.GLOBAL, "1.0.0.0", "8.8.8.8", "192.0.1.0", "198.17.255.255", "198.20.0.0");
        are(NONE, "0.0.0.1", "0.255.255.255", "192.0.0.0", "192.0.0.255");
        are(NONE, "198.18.0.0", "198.19.255.255", "240.0.0.1", "255.255.255.254");
        are(Kind.GLOBAL, "2000::", "2001::1", "2606:4700::1111", "3ffe:ffff::", "3fff:ffff::");
        are(NONE, "::2", "1fff:ffff::", "4000::", "64:ff9b::1", "fec0::1");
    }

    private static void are(Kind kind, String... literals) {
        are(EnumSet.of(kind), literals);
    }

    private static void are(EnumSet<Kind> kinds, String... literals) {
        for (var literal : literals) {
            is(kinds, literal, InetAddress.ofLiteral(literal));
        }
    }

    private static void is(EnumSet<Kind> kinds, String text, InetAddress address) {
        var call = "classify(" + text + ")";
        var found = assertDoesNotThrow(() -> AddressKind.classify(address), call);
        assertEquals(kinds, found, call);
        assertEquals(List.of(), Names.lookups(), "questions to a resolver in " + call);
    }

    /// Asks for an `Inet6Address` that holds an IPv4 address: the JDK makes none by itself.
    private static void mappedIs(EnumSet<Kind> kinds, String literal) throws Exception {
        var bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        System.arraycopy(bytes(literal), 0, bytes, 12, 4);
        var mapped = Inet6Address.getByAddress(null, bytes, -1);
        is(kinds, "::ffff:" + literal + " as an Inet6Address", mapped);
    }

    private static byte[] bytes(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
