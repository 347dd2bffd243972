package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The references of lesson 2 beside programs that speak TCP, too.
class TcpIT extends WithListener {

    /// The client of the tutorials: one line there, one answer back.
    static final String ASK =
            """
            import socket, sys
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
                sock.connect(("127.0.0.1", int(sys.argv[1])))
                sock.sendall(bytes(sys.argv[2] + "\\n", "utf-8"))
                print(str(sock.recv(1024), "utf-8"), end="")
            """;

    @Test
    void echo_once_echoes_netcat() throws Exception {
        echoes(List.of(Programs.need("nc"), "-N", "127.0.0.1", port));
    }

    @Test
    void echo_once_echoes_socat() throws Exception {
        echoes(List.of(Programs.need("socat"), "-t60", "-", "TCP:127.0.0.1:" + port));
    }

    @Test
    void echo_once_echoes_ncat() throws Exception {
        echoes(List.of(Programs.need("ncat"), "127.0.0.1", port));
    }

    private void echoes(List<String> client) throws Exception {
        References.serve("tcp.EchoOnce", "serve", listener);

        assertEquals("one\ntwo\n", Programs.runWith("one\ntwo\n", client).text());
        assertEquals("again\n", Programs.runWith("again\n", client).text());
    }

    @Test
    void upper_server_answers_the_client_of_the_tutorials() throws Exception {
        try (var server = (AutoCloseable) References.call("tcp.UpperServer", "start", 0)) {
            var asked =
                    Programs.run(
                            Programs.need("python3"), "-c", ASK, portOf(server), "hello world");

            assertEquals("HELLO WORLD\n", asked.text());
        }
    }

    @Test
    void upper_server_answers_netcat() throws Exception {
        try (var server = (AutoCloseable) References.call("tcp.UpperServer", "start", 0)) {
            var netcat = List.of(Programs.need("nc"), "-N", "127.0.0.1", portOf(server));

            assertEquals("HELLO\n", Programs.runWith("hello\n", netcat).text());
        }
    }

    @Test
    void upper_server_answers_curl() throws Exception {
        try (var server = (AutoCloseable) References.call("tcp.UpperServer", "start", 0);
                var curl =
                        Running.start(
                                Programs.need("curl"),
                                "-sN",
                                "telnet://127.0.0.1:" + portOf(server))) {
            assertEquals("HELLO", curl.types("hello\n").line());
            assertEquals("AGAIN", curl.types("again\n").line());
        }
    }

    @Test
    void daytime_tells_python_the_time() throws Exception {
        try (var daytime = Running.start(Programs.script("02-tcp/Daytime.java"))) {
            var served = daytime.line().replaceAll(".*:", "");
            var asked = Programs.run(Programs.need("python3"), "-c", ASK, served, "the time?");
            assertTrue(asked.text().matches("(?s)\\w+day, .*:.*"), asked.text());
        }
    }

    @Test
    void line_client_asks_the_server_of_the_tutorials() throws Exception {
        try (var server = PythonServer.start(PythonServer.UPPER)) {
            assertEquals(
                    "HELLO WORLD",
                    References.call("tcp.LineClient", "ask", server.address(), "hello world"));
        }
    }

    @Test
    void a_threaded_server_of_python_serves_the_line_client_too() throws Exception {
        try (var server = PythonServer.start(PythonServer.THREADING_UPPER)) {
            assertEquals(
                    "GRüN", References.call("tcp.LineClient", "ask", server.address(), "grün"));
        }
    }

    private static String portOf(Object server) throws Exception {
        return References.call(server, "port").toString();
    }
}
