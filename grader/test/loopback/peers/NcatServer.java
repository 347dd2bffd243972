package loopback.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;

/// An ncat that goes on listening (`-k`), and runs a shell command for each client, or lets them
/// chat with each other.
final class NcatServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Running ncat;
    private final int port;

    private NcatServer(Running ncat, int port) {
        this.ncat = ncat;
        this.port = port;
    }

    /// Starts ncat with a shell command for each client.
    static NcatServer start(String command) throws IOException {
        return startWith("-c", command);
    }

    /// Starts ncat as a chat room.
    static NcatServer chat() throws IOException {
        return startWith("--chat");
    }

    /// It does not say which port it took, so it is given one that was free a moment ago, and another
    /// if that is taken meanwhile.
    private static NcatServer startWith(String... options) throws IOException {
        var program = Programs.need("ncat");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            var listen = Stream.of(program, "-vkl", "127.0.0.1", "" + port);
            var ncat = Running.start(Stream.concat(listen, Stream.of(options)).toList());
            try {
                ncat.lineWith("Listening on 127.0.0.1");
                return new NcatServer(ncat, port);
            } catch (IOException e) {
                ncat.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return listener.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @Override
    public void close() {
        ncat.close();
    }
}
