package loopback.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A Python program that prints the port it listens on, and serves until it is killed.
final class PythonServer implements AutoCloseable {

    /// The server of the tutorials: upper-cases what it reads, one client after the other.
    static final String UPPER =
            """
            import socketserver
            class Upper(socketserver.BaseRequestHandler):
                def handle(self):
                    data = self.request.recv(1024)
                    self.request.sendall(data.upper())
            with socketserver.TCPServer(("127.0.0.1", 0), Upper) as server:
                print(server.server_address[1])
                server.serve_forever()
            """;

    /// The same, with a thread for each client.
    static final String THREADING_UPPER = UPPER.replace(".TCPServer", ".ThreadingTCPServer");

    private final Running program;
    private final int port;

    private PythonServer(Running program) throws IOException {
        this.program = program;
        port = Integer.parseInt(program.line());
    }

    static PythonServer start(String program) throws IOException {
        return new PythonServer(Running.start(Programs.need("python3"), "-u", "-c", program));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /// Its port, as a word for a command line.
    String port() {
        return Integer.toString(port);
    }

    /// The program, for those that are typed to.
    Running program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
