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
        reads("h:0", "h", 0);
        reads("My_Host:65535", "My_Host", 65535);
    }

    @Test
    @Order(2)
    void an_ipv6_address_stands_in_brackets_before_its_port() {
        reads("[::1]:80", "::1", 80);
        reads("[2001:db8::80]:65535", "2001:db8::80", 65535);
        reads("[::ffff:192.0.2.1]:0", "::ffff:192.0.2.1", 0);
        reads("[::1]", "::1", DEFAULT);
    }

    @Test
    @Order(3)
    void a_bare_ipv6_address_has_the_default_port() {
        reads("::1", "::1", DEFAULT);
        reads("::1:80", "::1:80", DEFAULT);
        reads("::", "::", DEFAULT);
        reads("2001:db8::ffff:192.0.2.1", "2001:db8::ffff:192.0.2.1", DEFAULT);
    }

    @Test
    @Order(4)
    void an_ipv6_address_keeps_its_spelling_and_its_zone() {
        reads("[2001:DB8:0:0:0:0:0:1]:80", "2001:DB8:0:0:0:0:0:1", 80);
        reads("[fe80::1%lo]:80", "fe80::1%lo", 80);
        reads("[fe80::1%Not-Here_0.5]:80", "fe80::1%Not-Here_0.5", 80);
        reads("fe80::1%lo", "fe80::1%lo", DEFAULT);
        reads("[2001:db8:1]:80", "2001:db8:1", 80);
    }

    @Test
    @Order(5)
    void a_port_is_a_number_from_0_to_65535() {
        reads("example.test:00000000080", "example.test", 80);
        refuses("example.test:65536", "[::1]:65536", "example.test:4294967376");
        refuses("example.test:+80", "example.test:-1", "[::1]:-0", "example.test:٨٠");
        refuses("example.test:0x50", "example.test:80a", "example.test:http", "[::1]:8.0");
    }

    @Test
    @Order(6)
    void neither_host_nor_port_nor_zone_is_empty() {
        reads("x:1", "x", 1);
        refuses(":80", "", "[]:80", "[]");
        refuses("example.test:", "[::1]:", ":");
        refuses("[fe80::1%]:80", "fe80::1%");
    }

    @Test
    @Order(7)
    void any_other_form_is_refused() {
        reads("[::1]:80", "::1", 80);
        refuses("[::1", "::1]", "[::1]80", "[::1]x:80", "x[::1]:80", "[::1]]:80", "[[::1]]:80");
        refuses("[example.test]:80", "[192.0.2.1]:80", "example.test:80:90", "http://[::1]:80/");
        refuses("http://example.test:80", "exa[mple.test", "fe80::1%lo:80", "[fe80::1%[lo]:80");
        refuses(" example.test:80", "example.test:80\n", "example.test :80", "example.test: 80");
        refuses("\t::1", "[ ::1]:80", "[fe80::1%l o]:80", "example test", " ");
    }

    @Test
    @Order(8)
    void no_resolver_is_asked() {
        Names.give("example.test", "192.0.2.1");

        reads("example.test:80", "example.test", 80);
        reads("example.test", "example.test", DEFAULT);
        reads("unknown.test:80", "unknown.test", 80);

        assertEquals(List.of(), Names.lookups(), "the questions that reached the resolver");
    }

    private static void reads(String text, String host, int port) {
        var found = assertDoesNotThrow(() -> HostPort.parse(text, DEFAULT), call(text));
        assertEquals("host " + host + ", port " + port, shown(found), call(text));
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
        return "host " + found.host() + ", port " + found.port();
    }

    private static String call(String text) {
        var visible = text.replace("\n", "\\n").replace("\t", "\\t");
        return "parse(\"" + visible + "\", " + DEFAULT + ")";
    }
}
