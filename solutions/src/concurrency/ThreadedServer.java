package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/// A server that talks to all its clients at the same time.
///
/// Every client is handled as soon as it is accepted, on a thread of its own, platform or virtual,
/// however many others there are and whatever they do. The handler gets the socket as `accept` has
/// returned it. When the handler has returned or thrown, the socket is closed, whether or not the
/// handler has done so.
///
/// Whatever a handler throws, an [Error] too, is given to `failures` once, as it is, and concerns
/// no other client. `failures` may be called by several threads at the same time, and throws
/// nothing.
///
/// When `accept` fails although the listener is open (with "Too many open files", say), `failures`
/// gets the exception, and the server accepts again after a pause of 10 to 100 milliseconds.
///
/// The server ends when its listener is closed, by [#close] or by somebody else, and `failures`
/// hears nothing of it. Handlers that still run are left alone, and what they throw is given to
/// `failures` as before. A client that `accept` returns although the listener is closed is handled,
/// or closed. When the listener is closed and the handlers have ended, no thread of the server is
/// left: not the one that accepts, and no idle thread of a pool.
///
/// Several servers can run at the same time, each with its own handler and its own `failures`.
public final class ThreadedServer implements AutoCloseable {

    /// Talks to one client.
    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final Consumer<Throwable> failures;

    private ThreadedServer(ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        this.listener = listener;
        this.handler = handler;
        this.failures = failures;
    }

    /// Starts to serve the clients of `listener` with `handler`, and returns at once.
    public static ThreadedServer start(
            ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        var server = new ThreadedServer(listener, handler, failures);
        Thread.ofPlatform().name("acceptor").start(server::acceptAll);
        return server;
    }

    /// Closes the listener, and returns at once: it does not wait for the handlers that still run.
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofPlatform().name("client").start(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    failures.accept(e);
                    pause();
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (Throwable e) {
            failures.accept(e);
        }
    }

    /// Descriptors come back when clients leave; asking at once would only keep a processor busy.
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
