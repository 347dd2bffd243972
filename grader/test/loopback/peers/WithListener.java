package loopback.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What tests of a server begin with: a listener on a port that nobody else has.
abstract class WithListener {

    ServerSocket listener;
    String port;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        port = Integer.toString(listener.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }
}
