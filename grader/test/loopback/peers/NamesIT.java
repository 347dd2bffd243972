package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// References and scripts that look names up, in a network where dnsmasq has the answers: several
/// addresses for one name, and none for long for another.
class NamesIT {

    /// Only at the last of the addresses is somebody at home; runs commands that connect to PORT.
    private static final String SEVERAL =
            """
            void main(String[] commands) throws Exception {
                try (var listener = new ServerSocket(0, 9, InetAddress.ofLiteral("::1"))) {
                    for (var address : InetAddress.getAllByName("many.test")) {
                        IO.println("address " + address.getHostAddress());
                    }
                    for (var each : commands) {
                        var command = each.replace("PORT", "" + listener.getLocalPort());
                        new ProcessBuilder(command.split("\\n")).inheritIO().start().waitFor();
                    }
                }
            }
            """;

    private static final String PYTHON =
            "import socket, sys; print(socket.create_connection(sys.argv[1:]).getpeername()[0])";

    /// The server that dnsmasq asks says nothing.
    private static final String SLOW =
            """
            import timeouts.ConnectEx;

            void main() throws Exception {
                try (var silent = new DatagramSocket(UPSTREAM, InetAddress.ofLiteral("127.0.0.1"));
                        var listener = new ServerSocket(0, 9, InetAddress.ofLiteral("127.0.0.1"))) {
                    int port = listener.getLocalPort();
                    var total = Duration.ofMillis(50);
                    IO.println(ConnectEx.connect("one.slow.test", port, total, System::nanoTime));
                    silent.receive(new DatagramPacket(new byte[512], 512));
                    IO.println("asked");

                    var start = System.nanoTime();
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress("two.slow.test", port), 50);
                    } catch (UnknownHostException e) {
                        var millis = (System.nanoTime() - start) / 1_000_000;
                        IO.println(millis > 500 ? "a timeout of 50 ms was over late" : millis);
                    }
                }
                System.exit(0); // The look-up that was given up goes on.
            }
            """
                    .replace("UPSTREAM", Integer.toString(OwnNetwork.UPSTREAM));

    private OwnNetwork network;

    @BeforeEach
    void make(@TempDir Path folder) throws Exception {
        network = OwnNetwork.in(folder);
    }

    @Test
    void a_name_with_several_addresses_is_connected_where_somebody_is() throws Exception {
        var millis = "600000";
        var commands =
                Stream.of(
                        Tried.command("tcp/Dialer", "many.test", "PORT", millis),
                        Tried.command("timeouts/HappyEyeballs", "PORT", millis, "many.test"),
                        Tried.command("timeouts/ConnectEx", "many.test", "PORT", millis),
                        Tried.command("timeouts/ConnectEx", "none.test", "PORT", millis),
                        List.of(Programs.need("python3"), "-c", PYTHON, "many.test", "PORT"));
        var words = commands.map(command -> String.join("\n", command));

        var lines = network.java(SEVERAL, words.toArray(String[]::new)).lines();

        var addresses = lines.stream().filter(line -> line.startsWith("address ")).toList();
        assertEquals("address 0:0:0:0:0:0:0:1", addresses.getLast(), "IPv4 comes first in Java");
        assertEquals(
                List.of(
                        "connected to 0:0:0:0:0:0:0:1",
                        "connected to 0:0:0:0:0:0:0:1",
                        "Refused[]",
                        "UnknownHost[]",
                        "::1"),
                lines.subList(addresses.size(), lines.size()));
        assertEquals(3, addresses.size());
    }

    @Test
    void lookup_asks_the_system_for_every_address() throws Exception {
        var getent = network.run(List.of(Programs.need("getent"), "ahosts", "many.test"));
        var script = network.run(Programs.script("01-addresses/Lookup.java", "many.test"));

        var expected =
                getent.lines().stream()
                        .map(line -> LookupIT.canonical(line.split("\\s+")[0]))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(3, expected.size());
        assertEquals(expected, LookupIT.addresses(script));
    }

    @Test
    void a_look_up_is_in_the_budget_of_connect_ex_and_in_no_timeout_of_connect() throws Exception {
        var output = network.java(SLOW);

        assertEquals(
                List.of("TimedOut[]", "asked", "a timeout of 50 ms was over late"),
                output.lines(),
                output::text);
        assertTrue(output.status() == 0, output::text);
    }
}
