package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/// A server that talks to all its clients at the same time.
///
/// Every client is handled as soon as it is accepted, on a thread of its own, platform or virtual,
/// however many others there are and whatever they do. When its handler has returned or thrown, its
/// socket is closed, whether or not the handler has done so.
///
/// Whatever a handler throws, an [Error] too, is given to `failures` once, as it is, and concerns
/// no other client. `failures` may be called by several threads at the same time.
///
/// When `accept` fails although the listener is open (with "Too many open files", say), `failures`
/// gets the exception, and the server accepts again after a pause of 10 to 100 milliseconds.
///
/// The server ends when its listener is closed, by [#close] or by somebody else: the thread that
/// accepts ends too, and `failures` hears nothing of it. Handlers that still run are left alone.
public final class ThreadedServer implements AutoCloseable {

    /// Talks to one client.
    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ServerSocket listener;

    private ThreadedServer(ServerSocket listener) {
        this.listener = listener;
    }

    /// Starts to serve the clients of `listener` with `handler`, and returns at once.
    public static ThreadedServer start(
            ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        throw new UnsupportedOperationException("TODO: handle every client on a thread of its own");
    }

    /// Closes the listener, and returns at once: it does not wait for the handlers that still run.
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
