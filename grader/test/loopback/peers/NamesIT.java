package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// References and scripts that look names up, in a network where dnsmasq has the answers: several
/// addresses for one name, and none for long for another.
class NamesIT {

    /// Only at the last of the addresses is somebody at home.
    private static final String SEVERAL =
            """
            import java.util.function.Supplier;
            import tcp.Dialer;
            import timeouts.ConnectEx;
            import timeouts.HappyEyeballs;

            void main() throws Exception {
                var total = Duration.ofMinutes(10);
                try (var listener = new ServerSocket(0, 9, InetAddress.ofLiteral("::1"))) {
                    int port = listener.getLocalPort();
                    var all = InetAddress.getAllByName("many.test");
                    for (var address : all) {
                        IO.println("address " + address.getHostAddress());
                    }
                    var any = new InetSocketAddress(0);
                    try (var socket = Dialer.connectAny("many.test", port, total, any)) {
                        IO.println("Dialer " + socket.getInetAddress().getHostAddress());
                    }
                    Supplier<Socket> sockets = Socket::new;
                    var doors = Stream.of(all).map(a -> new InetSocketAddress(a, port)).toList();
                    try (var socket = HappyEyeballs.connect(doors, total, total, sockets)) {
                        IO.println("HappyEyeballs " + socket.getInetAddress().getHostAddress());
                    }
                    IO.println("ConnectEx " + connectEx("many.test", port));
                    IO.println("ConnectEx " + connectEx("none.test", port));
                    new ProcessBuilder("python3", "-c", PYTHON + "'many.test', " + port + "))")
                            .inheritIO()
                            .start()
                            .waitFor();
                }
            }

            static final String PYTHON = "import socket\\n"
                    + "def peer(*server): return socket.create_connection(server).getpeername()[0]\\n"
                    + "print('Python', peer(";

            Object connectEx(String host, int port) {
                return ConnectEx.connect(host, port, Duration.ofMinutes(10), System::nanoTime);
            }
            """;

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
        Programs.need("python3");

        var lines = network.java(SEVERAL).lines();

        var addresses = lines.stream().filter(line -> line.startsWith("address ")).toList();
        assertEquals("address 0:0:0:0:0:0:0:1", addresses.getLast(), "IPv4 comes first in Java");
        assertEquals(
                List.of(
                        "Dialer 0:0:0:0:0:0:0:1",
                        "HappyEyeballs 0:0:0:0:0:0:0:1",
                        "ConnectEx Refused[]",
                        "ConnectEx UnknownHost[]",
                        "Python ::1"),
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
