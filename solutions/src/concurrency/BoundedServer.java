package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

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

    private final Handler handler;
    private final Semaphore places;

    /// Creates a server for at most `maxClients` clients at a time, one or more.
    public BoundedServer(int maxClients, Handler handler) {
        this.handler = handler;
        places = new Semaphore(maxClients);
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
        try {
            while (true) {
                var client = listener.accept();
                if (places.tryAcquire()) {
                    Thread.startVirtualThread(() -> handle(client));
                } else {
                    refuse(client);
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        }
    }

    private void handle(Socket client) {
        try (client) {
            try {
                handler.handle(client);
            } finally {
                places.release(); // Before the client sees the end: it may come back at once.
            }
        } catch (Throwable e) {
            // This client is lost, its place is not.
        }
    }

    /// Five bytes always find room in the empty buffer of a new connection: this does not wait.
    private static void refuse(Socket client) {
        try (client) {
            client.getOutputStream().write("BUSY\n".getBytes(US_ASCII));
        } catch (IOException e) {
            // It has gone without waiting for the answer.
        }
    }
}
