package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The references of lesson 3 beside programs that speak UDP, too.
class UdpIT {

    private static final String ASK =
            """
            import socket, sys
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.settimeout(60)
                sock.sendto(bytes(sys.argv[2], "utf-8"), ("127.0.0.1", int(sys.argv[1])))
                print(str(sock.recvfrom(1024)[0], "utf-8"))
            """;

    /// A server of RFC 868 that lives in the first second of the year 2000.
    private static final String TIME =
            """
            import socketserver, struct
            class Time(socketserver.BaseRequestHandler):
                def handle(self):
                    data, sock = self.request
                    sock.sendto(struct.pack("!I", 3155673600), self.client_address)
            with socketserver.UDPServer(("127.0.0.1", 0), Time) as server:
                print(server.server_address[1])
                server.serve_forever()
            """;

    private DatagramSocket socket;
    private String port;

    @BeforeEach
    void open() throws Exception {
        socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        port = Integer.toString(socket.getLocalPort());
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    void udp_echo_echoes_python() throws Exception {
        runEcho();

        var asked = Programs.run(Programs.need("python3"), "-c", ASK, port, "hello");
        assertEquals("hello\n", asked.text());
    }

    @Test
    void udp_echo_echoes_socat() throws Exception {
        runEcho();

        try (var socat = Running.start(Programs.need("socat"), "-", "UDP:127.0.0.1:" + port)) {
            assertEquals("hello", socat.types("hello\n").line());
        }
    }

    @Test
    void udp_echo_echoes_netcat() throws Exception {
        runEcho();

        try (var netcat = Running.start(Programs.need("nc"), "-u", "127.0.0.1", port)) {
            assertEquals("hello", netcat.types("hello\n").line());
        }
    }

    @Test
    void time_client_asks_a_server_of_python() throws Exception {
        try (var server = PythonServer.start(TIME)) {
            assertEquals(
                    Instant.parse("2000-01-01T00:00:00Z"),
                    References.call(
                            "udp.TimeClient", "query", server.address(), Duration.ofMinutes(1)));
        }
    }

    private void runEcho() {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        References.call("udp.UdpEcho", "run", socket);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
