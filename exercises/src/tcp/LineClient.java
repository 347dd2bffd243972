package tcp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// A client that asks a server one question and waits for one line of answer.
public final class LineClient {

    /// Connects to `server`, sends `line`, and returns the line that comes back.
    ///
    /// The address in `server` is the one to connect to, whatever name it has. The question is `line`
    /// in UTF-8 and one LF, nothing more. The answer is what arrives before the first LF, decoded as
    /// UTF-8, where bytes that are none become U+FFFD; a CR right before that LF is dropped, and
    /// everything else belongs to the answer, however long it is. Both lines may be empty.
    ///
    /// The answer is returned as soon as its LF is here: the server may send more, and may leave the
    /// connection open. Until then the client does not end its own side, as some servers
    /// answer only those who still listen. When `ask` returns or throws, the connection is closed.
    ///
    /// @throws IllegalArgumentException when `line` contains an LF or a CR, before connecting
    /// @throws UnknownHostException when `server` is unresolved and its name unknown
    /// @throws EOFException when the server ends the connection before the LF, be it in mid-line
    /// @throws IOException when connecting, sending or receiving fails
    public static String ask(InetSocketAddress server, String line) throws IOException {
        throw new UnsupportedOperationException("TODO: send the line and return the answer");
    }

    private LineClient() {}
}
