package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The references of lesson 2 beside programs that speak TCP, too.
class TcpIT {

    /// The client of the tutorials: one line there, one answer back.
    static final String ASK =
            """
            import socket, sys
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
                sock.connect(("127.0.0.1", int(sys.argv[1])))
                sock.sendall(bytes(sys.argv[2] + "\\n", "utf-8"))
                print(str(sock.recv(1024), "utf-8"), end="")
            """;

    /// Sends a word, waits for its echo, and goes without saying good-bye.
    private static final String RESET =
            """
            import socket, struct, sys
            sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            sock.sendall(b"hello")
            sock.recv(100)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
            """;

    @Test
    void echo_once_echoes_netcat() throws Exception {
        try (var server = Tried.start("tcp/EchoOnce")) {
            echoes(server, List.of(Programs.need("nc"), "-N", "127.0.0.1", server.port()));
        }
    }

    @Test
    void echo_once_echoes_socat() throws Exception {
        try (var server = Tried.start("tcp/EchoOnce")) {
            echoes(
                    server,
                    List.of(Programs.need("socat"), "-t60", "-", "TCP:127.0.0.1:" + server.port()));
        }
    }

    @Test
    void echo_once_echoes_ncat() throws Exception {
        try (var server = Tried.start("tcp/EchoOnce")) {
            echoes(server, List.of(Programs.need("ncat"), "127.0.0.1", server.port()));
        }
    }

    private static void echoes(Tried server, List<String> client) throws Exception {
        assertEquals("one\ntwo\n", Programs.runWith("one\ntwo\n", client).text());
        assertEquals("again\n", Programs.runWith("again\n", client).text());
        assertEquals("8 bytes sent back", server.program().lineWith("sent back"));
        assertEquals("6 bytes sent back", server.program().line());
    }

    @Test
    void the_wire_of_echo_once_shows_that_python_resets_the_connection() throws Exception {
        try (var server = Tried.start("tcp/EchoOnce", "--wire")) {
            Programs.run(Programs.need("python3"), "-c", RESET, server.port());

            assertEquals("client-1  connects", server.program().lineWith("client-1"));
            assertEquals("client-1  sends 5 bytes  \"hello\"", server.program().line());
            assertEquals("you       send 5 bytes  \"hello\"", server.program().line());
            assertEquals("client-1  resets the connection", server.program().line());
            var reset = server.program().lineWith("throws");
            assertEquals("EchoOnce throws java.net.SocketException: Connection reset", reset);
        }
    }

    @Test
    void upper_server_answers_the_client_of_the_tutorials() throws Exception {
        try (var server = Tried.start("tcp/UpperServer")) {
            var python = Programs.need("python3");
            var asked = Programs.run(python, "-c", ASK, server.port(), "hello world");

            assertEquals("HELLO WORLD\n", asked.text());
        }
    }

    @Test
    void upper_server_answers_netcat() throws Exception {
        try (var server = Tried.start("tcp/UpperServer")) {
            var netcat = List.of(Programs.need("nc"), "-N", "127.0.0.1", server.port());

            assertEquals("HELLO\n", Programs.runWith("hello\n", netcat).text());
        }
    }

    @Test
    void upper_server_answers_curl() throws Exception {
        try (var server = Tried.start("tcp/UpperServer");
                var curl =
                        Running.start(
                                Programs.need("curl"),
                                "-sN",
                                "telnet://127.0.0.1:" + server.port())) {
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
            assertEquals("HELLO WORLD\n", ask(server, "hello world"));
        }
    }

    @Test
    void a_threaded_server_of_python_serves_the_line_client_too() throws Exception {
        try (var server = PythonServer.start(PythonServer.THREADING_UPPER)) {
            assertEquals("GRüN\n", ask(server, "grün"));
        }
    }

    private static String ask(PythonServer server, String line) throws Exception {
        var client = Tried.command("tcp/LineClient", "127.0.0.1", server.port(), line);
        return Programs.run(client).text();
    }

    @Test
    void dialer_finds_the_server_of_the_tutorials_at_localhost() throws Exception {
        try (var server = PythonServer.start(PythonServer.UPPER)) {
            var dialer = Tried.command("tcp/Dialer", "localhost", server.port());
            assertEquals("connected to 127.0.0.1\n", Programs.run(dialer).text());
        }
    }

    @Test
    void read_exactly_takes_its_part_of_a_pipe() throws Exception {
        assertEquals(
                "read  4 bytes  \"abcd\"\nleft  2 bytes  \"ef\"\n",
                Programs.runWith("abcdef", Tried.command("tcp/ReadExactly", "4")).text());
    }
}
