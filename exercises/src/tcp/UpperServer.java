package tcp;

import java.io.IOException;
import java.net.BindException;

/// A server that sends every line back in capital letters, to one client after the other.
///
/// A line is what a client sends up to and with an LF. It comes back, at the latest, when its LF
/// has arrived: `a` to `z` as `A` to `Z`, every other byte unchanged, whatever the default locale.
/// What a client sends after its last LF comes back when the client has finished sending. Then the
/// server closes the connection and turns to the next client; those who come meanwhile may have
/// to wait.
///
/// A line has at most 8192 bytes before its LF. When one more arrives, the server closes the
/// connection. Whatever a client does, leaves, resets the connection, or sends too long a line, the
/// next one is served.
public final class UpperServer implements AutoCloseable {

    /// Starts a server on `port` of the loopback address; 0 stands for any free port. It serves in
    /// the background: `start` returns when clients can connect.
    ///
    /// @throws BindException when the port is taken
    /// @throws IOException when the server cannot listen for another reason
    public static UpperServer start(int port) throws IOException {
        return notYet();
    }

    /// The port that clients connect to.
    public int port() {
        return notYet();
    }

    /// Ends the server: when `close` returns, nobody can connect any more, and the connection of the
    /// client that is being served is closed. The threads of the server end. Calling it once more
    /// does nothing.
    @Override
    public void close() throws IOException {
        notYet();
    }

    private UpperServer() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: serve lines in capitals until closed");
    }
}
