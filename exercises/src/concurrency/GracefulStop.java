package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// A server that can be stopped: who is being served may finish, but not for ever.
///
/// Each client is handled as soon as it is accepted, on a thread of its own. When its handler has
/// returned or thrown, an [Error] too, its socket is closed, and that concerns nobody else.
public final class GracefulStop {

    /// Talks to one client. It ends soon after its socket is closed and its thread is interrupted.
    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ServerSocket listener;
    private final Handler handler;

    private GracefulStop(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /// Starts to serve the clients of `listener` with `handler`, and returns at once.
    public static GracefulStop start(ServerSocket listener, Handler handler) {
        var server = new GracefulStop(listener, handler);
        Thread.ofPlatform().name("acceptor").start(server::acceptAll);
        return server;
    }

    /// Stops the server, and returns whether every handler has ended by itself.
    ///
    /// First the listener is closed: from then on nobody can connect. The handlers that still run
    /// have `grace`, all of them the same, to end by themselves, by returning or throwing; zero and
    /// less is no time, and none is too long. Then the sockets of the clients that are left are
    /// closed, and the threads of their handlers are interrupted. The call returns when the last
    /// handler has ended. Soon after that no thread of the server is left: not the one that
    /// accepts, and no idle one of a pool.
    ///
    /// A client that `accept` returns although the listener is closed, even after the grace, is
    /// closed too, or handled until the grace is over like the others: none is forgotten.
    ///
    /// Only the first call stops the server. Every other, at the same time or later, waits until
    /// the first has done so, and returns the same; its own `grace` does not matter. An interrupt
    /// does not end it either: when it returns, the interrupt status of its thread is set.
    ///
    /// An interrupt of the thread that waits in the first call ends the grace at once, also one
    /// that came before. The call goes on as above, whatever interrupts come, and when it returns,
    /// the interrupt status of the thread is set.
    ///
    /// What happens when `accept` fails although the listener is open is left open.
    ///
    /// Waiting takes no processor time. No handler calls this method: it would wait for itself.
    public boolean stop(Duration grace) {
        throw new UnsupportedOperationException("TODO: refuse, wait, then cut off");
    }

    private void acceptAll() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofPlatform().name("client").start(() -> handle(client));
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    private void handle(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (Exception e) {
            // This client is lost.
        }
    }
}
