package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The script `Lookup` beside programs that look names up, too.
class LookupIT {

    private static final String SCRIPT = "01-addresses/Lookup.java";

    @Test
    void lookup_finds_the_addresses_that_getent_finds() throws Exception {
        var getent = Programs.run(Programs.need("getent"), "ahosts", "localhost");

        var expected =
                getent.lines().stream()
                        .map(line -> canonical(line.split("\\s+")[0]))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, addresses(Programs.run(Programs.script(SCRIPT, "localhost"))));
    }

    @Test
    void lookup_finds_the_addresses_that_python_finds() throws Exception {
        var python =
                Programs.run(
                        Programs.need("python3"),
                        "-c",
                        "import socket\n"
                                + "for a in socket.getaddrinfo('localhost', None): print(a[4][0])");

        var expected =
                python.lines().stream()
                        .map(LookupIT::canonical)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, addresses(Programs.run(Programs.script(SCRIPT, "localhost"))));
    }

    @Test
    void lookup_finds_every_address_and_the_alias_that_a_name_server_has() throws Exception {
        try (var server =
                NameServer.start(
                        "--host-record=web.test,192.0.2.1,2001:db8::1",
                        "--host-record=web.test,192.0.2.2",
                        "--cname=www.test,web.test")) {
            var output = Programs.run(Programs.script(SCRIPT, "www.test", server.url()));

            var expected =
                    new TreeSet<>(
                            List.of(
                                    canonical("192.0.2.1"),
                                    canonical("192.0.2.2"),
                                    canonical("2001:db8::1")));
            assertEquals(expected, addresses(output));
            assertTrue(output.text().contains("alias of web.test."), output.text());
        }
    }

    @Test
    void lookup_and_dig_get_the_same_answer() throws Exception {
        try (var server = NameServer.start("--host-record=four.test,192.0.2.44")) {
            var dig =
                    Programs.run(
                            Programs.need("dig"),
                            "@127.0.0.1",
                            "-p",
                            Integer.toString(server.port()),
                            "four.test",
                            "A",
                            "+short");
            var output = Programs.run(Programs.script(SCRIPT, "four.test", server.url()));

            assertEquals(Set.of(canonical(dig.text().strip())), addresses(output));
        }
    }

    @Test
    void host_entry_follows_the_alias_that_a_name_server_has() throws Exception {
        try (var server =
                NameServer.start(
                        "--host-record=web.test,192.0.2.1,2001:db8::1",
                        "--cname=www.test,web.test")) {
            var port = Integer.toString(server.port());
            var command = Tried.command("addresses/HostEntry", "www.test", "127.0.0.1", port);
            assertEquals(
                    List.of(
                            "alias    www.test",
                            "name     web.test.",
                            "address  192.0.2.1",
                            "address  2001:db8:0:0:0:0:0:1"),
                    Programs.run(command).lines());
        }
    }

    @Test
    void a_name_that_does_not_exist_ends_lookup_with_1() throws Exception {
        try (var server = NameServer.start("--host-record=four.test,192.0.2.44")) {
            var output = Programs.run(Programs.script(SCRIPT, "nope.test", server.url()));

            assertEquals(1, output.status(), output.text());
            assertFalse(output.text().contains("IPv4"), output.text());
        }
    }

    static Set<String> addresses(Programs.Output output) {
        assertEquals(0, output.status(), output.text());
        return output.lines().stream()
                .filter(line -> line.startsWith("IPv4 ") || line.startsWith("IPv6 "))
                .map(line -> canonical(line.split("\\s+")[1]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String canonical(String literal) {
        return InetAddress.ofLiteral(literal).getHostAddress();
    }
}
