package tcp;

import java.io.IOException;
import java.net.BindException;

/// A server that sends every line back in capital letters, to one client after the other.
///
/// A line is what a client sends up to and with an LF. It comes back, at the latest, when its LF
/// has arrived: `a` to `z` as `A` to `Z`, every other byte unchanged, whatever the default locale.
/// What a client sends after its last LF comes back, at the latest, when the client has finished
/// sending. Then the server closes the connection and turns to the next client; those who come
/// meanwhile may have to wait.
///
/// A line has at most 8192 bytes before its LF, as many lines as a client likes. When one byte more
/// arrives, the server closes the connection, and nothing after that byte comes back. Of this line
/// the beginning may have come back, and the client may see a reset instead of the end.
///
/// A client that leaves, resets the connection, or sends too long a line does no harm: the next one
/// is served. Only one that stays and says nothing, or does not read what comes back, may keep the
/// others waiting; however late it reads, nothing is missing.
public final class UpperServer implements AutoCloseable {

    /// Starts a server on `port` of the loopback address, and of no other; 0 stands for any free
    /// port. It serves in the background: `start` returns when clients can connect. Servers on
    /// several ports know nothing of each other.
    ///
    /// @throws BindException when the port is taken
    /// @throws IOException when the server cannot listen for another reason
    public static UpperServer start(int port) throws IOException {
        return notYet();
    }

    /// The port that clients connect to; after `close` it may be any number.
    public int port() {
        return notYet();
    }

    /// Ends the server: when `close` returns, or soon after, nobody can connect any more, every
    /// connection is closed, that of the client being served as well as those that wait, and the
    /// threads of the server have ended. Calling it once more does nothing.
    @Override
    public void close() throws IOException {
        notYet();
    }

    private UpperServer() {}

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: serve lines in capitals until closed");
    }
}
