package loopback.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The references of lesson 4 beside programs that are late, silent or not there.
class TimeoutsIT {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final LongSupplier CLOCK = System::nanoTime;

    /// A listener that nobody accepts from, with its queue full.
    private static final String FULL =
            """
            import socket, sys
            listener = socket.create_server(("127.0.0.1", 0), backlog=0)
            queued = socket.create_connection(listener.getsockname())
            print(listener.getsockname()[1])
            sys.stdin.read()
            """;

    /// Sends to its client whatever it is typed, and never reads.
    private static final String TYPED =
            """
            import socket, sys
            listener = socket.create_server(("127.0.0.1", 0))
            print(listener.getsockname()[1])
            client, _ = listener.accept()
            for line in sys.stdin:
                client.sendall(bytes(line.rstrip("\\n").replace("|", "\\n"), "utf-8"))
                print("sent")
            """;

    @Test
    void connect_ex_reaches_a_server_of_python_and_its_absence() throws Exception {
        InetSocketAddress address;
        try (var server = PythonServer.start(PythonServer.UPPER)) {
            address = server.address();
            var outcome = connectEx(address.getPort(), LONG);
            assertTrue(outcome.toString().startsWith("Connected["), outcome::toString);
            try (var socket = (Socket) References.call(outcome, "socket")) {
                assertTrue(socket.isConnected());
            }
        }
        try (var bound = new Socket()) { // Nobody listens there, and nobody else can.
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            assertEquals("Refused[]", connectEx(bound.getLocalPort(), LONG).toString());
        }
    }

    @Test
    void connect_ex_gives_up_a_listener_of_python_whose_queue_is_full() throws Exception {
        try (var full = PythonServer.start(FULL)) {
            assertEquals("TimedOut[]", connectEx(full.address().getPort(), SHORT).toString());
        }
    }

    private static Object connectEx(int port, Duration total) throws Exception {
        return References.call("timeouts.ConnectEx", "connect", "127.0.0.1", port, total, CLOCK);
    }

    @Test
    void deadline_reader_keeps_what_python_has_sent_before_the_deadline() throws Exception {
        try (var server = PythonServer.start(TYPED);
                var socket = new Socket("127.0.0.1", server.address().getPort())) {
            var reader = References.create("timeouts.DeadlineReader", socket, clocks());
            server.program().types("hel\n").line();
            assertThrows(SocketTimeoutException.class, () -> readLine(reader, SHORT));
            server.program().types("lo|and more|\n").line();
            assertEquals("hello", readLine(reader, LONG));
            assertEquals("and more", readLine(reader, LONG));
        }
    }

    private static Object readLine(Object reader, Duration total) throws Exception {
        return References.call(reader, "readLine", total, 80);
    }

    private static Object clocks() throws Exception {
        return References.implement(
                "timeouts.DeadlineReader$Clocks",
                (_, method, _) ->
                        method.getName().equals("nanoTime")
                                ? System.nanoTime()
                                : System.currentTimeMillis());
    }

    @Test
    void timed_writer_gives_up_a_program_that_does_not_read() throws Exception {
        try (var server = PythonServer.start(TYPED);
                var socket = new Socket("127.0.0.1", server.address().getPort())) {
            var much = new byte[64 << 20]; // More than the kernel takes for both.
            assertThrows(
                    SocketTimeoutException.class,
                    () -> References.call("timeouts.TimedWriter", "write", socket, much, SHORT));
            assertTrue(socket.isClosed());
        }
    }

    @Test
    void timed_writer_is_read_by_socat() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var socat =
                        Running.start(
                                Programs.need("socat"),
                                "-u",
                                "TCP:127.0.0.1:" + listener.getLocalPort(),
                                "-");
                var socket = listener.accept()) {
            var line = "x".repeat(100_000);
            References.call(
                    "timeouts.TimedWriter",
                    "write",
                    socket,
                    (line + "\n").getBytes(US_ASCII),
                    LONG);
            assertEquals(line, socat.line());
        }
    }

    /// The script has a port that is silent on ::1 and open on 127.0.0.1, and needs its second to
    /// say so; neither the reference nor curl takes the silent one.
    @Test
    void happy_eyeballs_and_curl_find_the_open_door_beside_the_silent_one() throws Exception {
        try (var doors = Running.start(Programs.script("04-timeouts/TwoDoors.java"))) {
            var port = doors.line().replaceAll(".*:", "");
            doors.lineWith("waiting for you");
            var curl = Programs.run(Programs.need("curl"), "-s", "http://localhost:" + port);
            assertEquals("hello\n", curl.text());

            Supplier<Socket> sockets = Socket::new;
            try (var socket =
                    (Socket)
                            References.call(
                                    "timeouts.HappyEyeballs",
                                    "connect",
                                    List.of(at("::1", port), at("127.0.0.1", port)),
                                    SHORT,
                                    LONG,
                                    sockets)) {
                assertEquals(InetAddress.ofLiteral("127.0.0.1"), socket.getInetAddress());
            }
        }
    }

    private static InetSocketAddress at(String literal, String port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), Integer.parseInt(port));
    }
}
