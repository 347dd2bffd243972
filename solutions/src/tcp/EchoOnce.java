package tcp;

import java.io.IOException;
import java.net.ServerSocket;

/// Serves one client with the echo service of [RFC 862](https://www.rfc-editor.org/rfc/rfc862).
public final class EchoOnce {

    /// Accepts one client and sends it back every byte that it sends, in order and unchanged.
    ///
    /// What has arrived is sent back at once: the client may wait for it before it sends more. It
    /// may send any number of bytes, more than an `int` can count. However long nobody connects, or
    /// the client says nothing, `serve` waits; a client that does not read what comes back may make
    /// it wait, too.
    ///
    /// When the client sends no more, `serve` closes the connection and returns how many bytes it
    /// has sent back; 0 for a client that sends nothing.
    ///
    /// `listener` stays open. Clients that connect meanwhile wait in its queue for the next call.
    ///
    /// @throws IOException when accepting, receiving or sending fails, as when the client resets the
    ///     connection; a connection that was accepted is closed then, too
    public static long serve(ServerSocket listener) throws IOException {
        try (var client = listener.accept()) {
            var in = client.getInputStream();
            var out = client.getOutputStream();
            var buffer = new byte[8192];
            long count = 0;
            for (int n; (n = in.read(buffer)) != -1; ) {
                out.write(buffer, 0, n);
                count += n;
            }
            return count;
        }
    }

    private EchoOnce() {}
}
