package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /// Sends seven datagrams: number 3 is missing, 5 comes twice, and 1 comes late.
    private static final String NUMBERED =
            """
            import socket, struct, sys
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                for number in (0, 2, 4, 5, 5, 6, 1):
                    sock.sendto(struct.pack("!I", number), ("127.0.0.1", int(sys.argv[1])))
            """;

    /// Loses every other datagram, and sends the rest back.
    private static final String FORGETFUL =
            """
            import socket
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.bind(("127.0.0.1", 0))
                print(sock.getsockname()[1])
                while True:
                    sock.recvfrom(65535)
                    data, client = sock.recvfrom(65535)
                    sock.sendto(data, client)
            """;

    @Test
    void udp_echo_echoes_python() throws Exception {
        try (var server = Tried.start("udp/UdpEcho")) {
            var python = Programs.need("python3");
            assertEquals("hello\n", Programs.run(python, "-c", ASK, server.port(), "hello").text());
        }
    }

    @Test
    void udp_echo_echoes_socat() throws Exception {
        try (var server = Tried.start("udp/UdpEcho");
                var socat =
                        Running.start(
                                Programs.need("socat"), "-", "UDP:127.0.0.1:" + server.port())) {
            assertEquals("hello", socat.types("hello\n").line());
        }
    }

    @Test
    void udp_echo_echoes_netcat() throws Exception {
        try (var server = Tried.start("udp/UdpEcho");
                var netcat = Running.start(Programs.need("nc"), "-u", "127.0.0.1", server.port())) {
            assertEquals("hello", netcat.types("hello\n").line());
        }
    }

    @Test
    void the_wire_of_udp_echo_shows_each_client_of_python() throws Exception {
        try (var server = Tried.start("udp/UdpEcho", "--wire")) {
            for (var text : new String[] {"one", "two"}) {
                Programs.run(Programs.need("python3"), "-c", ASK, server.port(), text);
            }
            assertEquals("client-1  sends 3 bytes  \"one\"", server.program().lineWith("client-1"));
            assertEquals("you       send client-1 3 bytes  \"one\"", server.program().line());
            assertEquals("client-2  sends 3 bytes  \"two\"", server.program().line());
            assertEquals("you       send client-2 3 bytes  \"two\"", server.program().line());
        }
    }

    @Test
    void time_client_asks_a_server_of_python() throws Exception {
        try (var server = PythonServer.start(TIME)) {
            var client = Tried.command("udp/TimeClient", "127.0.0.1", server.port(), "60000");
            assertEquals("2000-01-01T00:00:00Z\n", Programs.run(client).text());
        }
    }

    @Test
    void udp_rpc_asks_a_server_of_python_that_loses_every_other_request() throws Exception {
        try (var server = PythonServer.start(FORGETFUL)) {
            var client =
                    Tried.command(
                            "udp/UdpRpc", "127.0.0.1", server.port(), "hello", "600", "60000");
            assertEquals("5 bytes  \"hello\"\n", Programs.run(client).text());
        }
    }

    @Test
    void udp_stats_counts_what_python_sends() throws Exception {
        try (var server = Tried.start("udp/UdpStats", "0", "1000")) {
            Programs.run(Programs.need("python3"), "-c", NUMBERED, server.port());
            assertEquals(
                    "Stats[received=7, lost=1, duplicates=1, reordered=1, bytes=28]",
                    server.program().lineWith("Stats["));
        }
    }
}
