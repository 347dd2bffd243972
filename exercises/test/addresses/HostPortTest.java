package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import kit.Names;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class HostPortTest {

    private static final int DEFAULT = 7;

    @Test
    @Order(1)
    void a_host_has_the_port_behind_the_colon_or_the_default() {
        reads("example.test:80", "example.test", 80);
        reads("example.test", "example.test", DEFAULT);
        reads("192.0.2.1:8080", "192.0.2.1", 8080);
        reads("192.0.2.1", "192.0.2.1", DEFAULT);
        reads("h:1", "h", 1);

        for (int any : new int[] {0, -1, 65536, Integer.MIN_VALUE}) {
            reads("h:1", any, "h", 1);
            reads("h", any, "h", any);
        }
    }

    @Test
    @Order(2)
    void an_ipv6_address_stands_in_brackets_before_its_port() {
        reads("[::1]:80", "::1", 80);
        reads("[2001:db8::80]:65535", "2001:db8::80", 65535);
        reads("[::ffff:192.0.2.1]:1", "::ffff:192.0.2.1", 1);
        reads("[::1]:0", "::1", 0);
        reads("[::1]:0000000080", "::1", 80);
        reads("[::1]", "::1", DEFAULT);
        reads("[1:2:3:4:5:6:7:8]", "1:2:3:4:5:6:7:8", DEFAULT);
    }

    @Test
    @Order(3)
    void a_bare_ipv6_address_has_the_default_port() {
        reads("::1", "::1", DEFAULT);
        reads("::1:80", "::1:80", DEFAULT);
        reads("::", "::", DEFAULT);
        reads("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", DEFAULT);
        reads("2001:db8::ffff:192.0.2.1", "2001:db8::ffff:192.0.2.1", DEFAULT);
    }

    @Test
    @Order(4)
    void an_ipv6_address_may_have_a_zone() {
        var zoned =
                "fe80::1%nowhere fe80::1%lo fe80::1%7 f::%Not-Here_0.5 f::%25lo f::%a%(ü)/ f::%a%";
        for (var address : zoned.split(" ")) {
            reads("[" + address + "]:80", address, 80);
            reads("[" + address + "]", address, DEFAULT);
            reads(address, address, DEFAULT);
        }
    }

    @Test
    @Order(5)
    void a_port_is_a_number_from_0_to_65535() {
        reads("example.test:0", "example.test", 0);
        reads("example.test:65535", "example.test", 65535);
        reads("example.test:00000000080", "example.test", 80);
        reads("example.test:000", "example.test", 0);
        reads("example.test:" + "0".repeat(40) + "65535", "example.test", 65535);
        refuses("example.test:65536", "[::1]:65536", "example.test:0065536", "[::1]:99999");
        // As an int and as a long these two are 80, once the bits that have no room are lost.
        refuses("example.test:4294967376", "[::1]:18446744073709551696");
        refuses("example.test:+80", "example.test:-1", "[::1]:-0", "example.test:٨٠");
        refuses("example.test:0x50", "example.test:80a", "example.test:http", "[::1]:8.0");
    }

    @Test
    @Order(6)
    void neither_host_nor_port_nor_zone_is_empty() {
        reads("x:1", "x", 1);
        refuses(":80", "", "[]:80", "[]");
        refuses("example.test:", "[::1]:", ":");
        refuses("[fe80::1%]:80", "[fe80::1%]", "fe80::1%");
    }

    @Test
    @Order(7)
    void any_other_form_is_refused() {
        reads("x:1", "x", 1);
        refuses("[::1", "::1]", "[::1]80", "[::1]x:80", "x[::1]:80", "[::1]]:80", "[[::1]]:80");
        refuses("[::1]:80:90", "[::1]::80", "[::1]:80]", "[", "]", "[::1]:[", "::1]:80");
        refuses("[example.test]:80", "[192.0.2.1]:80", "[1:2]:80", "[a:b]", "[1%2]:80");
        refuses("example.test:80:90", "http://[::1]:80/", "http://example.test:80", "1%2:3:4");
        refuses("[::g]:80", "::G", "x::1", "::1/64", "[::1/64]:80", "[::-1]:80", "[::1_]:80");
        refuses("[::٣]:80", "::ａ");
        refuses("exa[mple.test", "exa]mple.test", "exa[mple.test:80", "example.test]:80");
        refuses("fe80::1%lo:80", "[fe80::1%lo:80]", "[fe80::1%[lo]:80", "[fe80::1%l]o]:80");
        refuses("fe80::1%[lo", "fe80::1%l]o");
    }

    @Test
    @Order(8)
    void white_space_is_refused_wherever_it_stands() {
        reads("x:1", "x", 1);
        var places = "_h:1 h_:1 h:_1 h:1_ _h h_ h_h h_h:1 _ _::1 ::1_ :_:1 _[::1]:1 [_::1]:1";
        places += " [::1_]:1 [::1]_:1 [::1]:_1 [::1]:1_ [::1]_ f::1%_ f::1%l_o [f::1%l_o]:1";
        for (var white : List.of(" ", "\t", "\n", "\u000b", "\f", "\r")) {
            for (var place : places.split(" ")) {
                refuses(place.replace("_", white));
            }
        }
    }

    @Test
    @Order(9)
    void nothing_more_of_a_host_is_examined_or_changed() {
        var odd =
                "My_Host Bücher.TEST h. -.- 192.0.2.999 80 h% h%20h a/b(c){d}<e>@f,g;h?i=j&k#l'm\"n";
        for (var host : odd.split(" ")) {
            reads(host, host, DEFAULT);
            reads(host + ":80", host, 80);
        }

        reads("h".repeat(20_000) + ":80", "h".repeat(20_000), 80);

        odd = "2001:DB8:0:0::1 2001:db8:1 1:2:3:4:5:6:7:8:9 12345:: ::: 1:2: :1: .:.:. ABCD::EF";
        for (var address : odd.split(" ")) {
            reads(address, address, DEFAULT);
            reads("[" + address + "]", address, DEFAULT);
            reads("[" + address + "]:80", address, 80);
        }
        var manyDigits = "a".repeat(20_000) + "::" + "1".repeat(20_000);
        reads(manyDigits, manyDigits, DEFAULT);
        reads("[" + manyDigits + "]:80", manyDigits, 80);
    }

    @Test
    @Order(10)
    void no_resolver_is_asked() {
        Names.give("example.test", "192.0.2.1");
        reads("example.test:80", "example.test", 80);

        var texts = "example.test:80 example.test unknown.test:80 unknown.test 192.0.2.1:80";
        texts += " 192.0.2.999 [::1]:80 [::1] ::1 f::1%lo [x]:80 x::1 h:x [example.test]:80";
        for (var text : texts.split(" ")) {
            try {
                HostPort.parse(text, DEFAULT);
            } catch (RuntimeException e) {
                // Other steps look at what is refused.
            }
            assertEquals(List.of(), Names.lookups(), "questions to a resolver in " + call(text));
        }
    }

    private static void reads(String text, String host, int port) {
        reads(text, DEFAULT, host, port);
    }

    private static void reads(String text, int defaultPort, String host, int port) {
        var call = call(text, defaultPort);
        var found = assertDoesNotThrow(() -> HostPort.parse(text, defaultPort), call);
        assertEquals(shown(new HostPort(host, port)), shown(found), call);
    }

    private static void refuses(String... texts) {
        for (var text : texts) {
            try {
                var found = HostPort.parse(text, DEFAULT);
                assertEquals("IllegalArgumentException", shown(found), call(text));
            } catch (IllegalArgumentException e) {
                // So says the contract.
            } catch (RuntimeException e) {
                throw new AssertionError(call(text) + " throws " + e, e);
            }
        }
    }

    private static String shown(HostPort found) {
        if (found == null) {
            return "null";
        }
        // A space is \s in Java, too; written so, nobody overlooks it.
        var host = visible(String.valueOf(found.host()).replace(" ", "\\s"));
        return "host " + host + ", port " + found.port();
    }

    private static String call(String text) {
        return call(text, DEFAULT);
    }

    private static String call(String text, int defaultPort) {
        return "parse(\"" + visible(text) + "\", " + defaultPort + ")";
    }

    private static String visible(String text) {
        if (text != null && text.length() > 100) {
            return visible(text.substring(0, 20)) + "... of " + text.length() + " characters";
        }
        return String.valueOf(text)
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\u000b", "\\u000b")
                .replace("\f", "\\f")
                .replace("\r", "\\r");
    }
}
