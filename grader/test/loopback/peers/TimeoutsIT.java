package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// The references of lesson 4 beside programs that are late, silent or not there.
class TimeoutsIT {

    /// Milliseconds.
    private static final String SHORT = "50";

    private static final String LONG = "600000";

    /// A listener that nobody accepts from, with its queue full.
    private static final String FULL =
            """
            import socket, sys
            listener = socket.create_server(("127.0.0.1", 0), backlog=0)
            queued = socket.create_connection(listener.getsockname())
            print(listener.getsockname()[1])
            sys.stdin.read()
            """;

    /// Accepts a client, and never reads.
    private static final String DEAF =
            """
            import socket, sys
            listener = socket.create_server(("127.0.0.1", 0))
            print(listener.getsockname()[1])
            client, _ = listener.accept()
            sys.stdin.read()
            """;

    /// Reads all that its client sends, and says how many bytes that were.
    private static final String COUNTING =
            """
            import socket
            listener = socket.create_server(("127.0.0.1", 0))
            print(listener.getsockname()[1])
            client, _ = listener.accept()
            print(sum(len(data) for data in iter(lambda: client.recv(65536), b"")))
            """;

    @Test
    void connect_ex_reaches_a_server_of_python_and_its_absence() throws Exception {
        try (var server = PythonServer.start(PythonServer.UPPER)) {
            var outcome = connectEx(server.port(), LONG);
            assertTrue(outcome.startsWith("Connected["), outcome);
        }
        try (var bound = new Socket()) { // Nobody listens there, and nobody else can.
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            assertEquals("Refused[]\n", connectEx("" + bound.getLocalPort(), LONG));
        }
    }

    @Test
    void connect_ex_gives_up_a_listener_of_python_whose_queue_is_full() throws Exception {
        try (var full = PythonServer.start(FULL)) {
            assertEquals("TimedOut[]\n", connectEx(full.port(), SHORT));
        }
    }

    private static String connectEx(String port, String millis) throws Exception {
        var command = Tried.command("timeouts/ConnectEx", "127.0.0.1", port, millis);
        return Programs.run(command).text();
    }

    @Test
    void deadline_reader_keeps_what_netcat_has_sent_before_the_deadline() throws Exception {
        try (var server = Tried.start("timeouts/DeadlineReader", "0", SHORT, "--wire");
                var netcat = Running.start(Programs.need("nc"), "127.0.0.1", server.port())) {
            netcat.types("hel");
            server.program().lineWith("\"hel\"");
            server.program().lineWith("late");
            server.program().lineWith("late");
            netcat.types("lo\nand more\n");
            assertEquals("line  hello", server.program().lineWith("line  "));
            assertEquals("line  and more", server.program().lineWith("line  "));
        }
    }

    @Test
    void timed_writer_gives_up_a_program_that_does_not_read() throws Exception {
        try (var server = PythonServer.start(DEAF)) {
            var more = Integer.toString(64 << 20); // Than the kernel takes for both.
            var written = write(server, more, SHORT);
            assertTrue(written.contains("throws java.net.SocketTimeoutException"), written);
        }
    }

    @Test
    void timed_writer_is_read_by_python() throws Exception {
        try (var server = PythonServer.start(COUNTING)) {
            assertEquals("the kernel has taken 100000 bytes\n", write(server, "100000", LONG));
            assertEquals("100000", server.program().line());
        }
    }

    private static String write(PythonServer server, String count, String millis) throws Exception {
        return Programs.run(
                        Tried.command(
                                "timeouts/TimedWriter", "127.0.0.1", server.port(), count, millis))
                .text();
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

            var command = Tried.command("timeouts/HappyEyeballs", port, SHORT, "::1", "127.0.0.1");
            assertEquals("connected to 127.0.0.1\n", Programs.run(command).text());
        }
    }
}
