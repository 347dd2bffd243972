package tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
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
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line contains a line break");
        }
        try (var connection = new Socket()) {
            connection.connect(server);
            connection.getOutputStream().write((line + "\n").getBytes(UTF_8));
            return readLine(new BufferedInputStream(connection.getInputStream()));
        }
    }

    private static String readLine(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; ) {
            if (b == -1) {
                throw new EOFException("the end after " + bytes.size() + " bytes without LF");
            }
            bytes.write(b);
        }
        var line = bytes.toString(UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private LineClient() {}
}
