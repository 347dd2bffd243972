package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// A server that talks to a limited number of clients at the same time, and says so to the others.
///
/// A client that is accepted while fewer than `maxClients` handlers run is handled at once, on a
/// thread of its own. Any other is refused at once: it is sent the five bytes `BUSY` and LF, and
/// its connection is closed; what it has sent need not be read. Nobody is kept waiting for a place,
/// and no client, however slow, delays the next.
///
/// A place is taken from the moment a client is accepted until its handler has returned or thrown,
/// whatever it throws. Then the client's socket is closed, whether or not the handler has done so,
/// and the place is free for the next client, before this one sees the end or soon after. A refused
/// client takes no place and frees none. Each server has places of its own.
public final class BoundedServer {

    /// Talks to one client.
    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final int maxClients;
    private final Handler handler;

    /// Creates a server for at most `maxClients` clients at a time, one or more.
    public BoundedServer(int maxClients, Handler handler) {
        this.maxClients = maxClients;
        this.handler = handler;
    }

    /// Serves the clients of `listener` until it is closed, which is no exception.
    ///
    /// Handlers that run then are left to finish. The call returns when they have, or earlier. A
    /// client that `accept` returns although the listener is closed is handled, refused, or closed.
    /// When the call and the handlers have ended, no thread of the server is left, and no idle one
    /// of a pool. The call does not close the listener; after it there can be another.
    ///
    /// @throws IOException what `accept` throws while the listener is open
    public void serve(ServerSocket listener) throws IOException {
        throw new UnsupportedOperationException("TODO: serve a few clients and refuse the others");
    }
}
