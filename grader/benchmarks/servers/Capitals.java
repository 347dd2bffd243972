import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// What the servers of the course that are given a handler do with a client: they send every line
/// back in capital letters.
final class Capitals {

    static void send(Socket client) throws IOException {
        var in = client.getInputStream();
        var out = client.getOutputStream();
        var buffer = new byte[1024];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            for (int i = 0; i < n; i++) {
                byte b = buffer[i];
                buffer[i] = 'a' <= b && b <= 'z' ? (byte) (b - 'a' + 'A') : b;
            }
            out.write(buffer, 0, n);
        }
    }

    static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
    }

    /// Says where clients can connect, and serves until whoever started this closes its end.
    static void announce(int port) throws IOException {
        IO.println(port);
        System.in.transferTo(System.err);
        System.exit(0);
    }

    private Capitals() {}
}
