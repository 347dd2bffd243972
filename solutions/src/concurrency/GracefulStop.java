package concurrency;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
    private final Object stopping = new Object();
    private Optional<Boolean> outcome = Optional.empty(); // Guarded by stopping.
    private final Map<Thread, Socket> running = new HashMap<>(); // Guarded by itself, as the next.
    private boolean graceIsOver;

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
        synchronized (stopping) {
            if (outcome.isEmpty()) {
                outcome = Optional.of(stopNow(Math.max(0, NANOSECONDS.convert(grace))));
            }
            return outcome.get();
        }
    }

    private boolean stopNow(long graceNanos) {
        close(listener);
        synchronized (running) {
            boolean interrupted = waitsForHandlers(graceNanos);
            boolean clean = running.isEmpty();
            graceIsOver = true;
            running.forEach((thread, client) -> {
                close(client);
                thread.interrupt();
            });
            while (!running.isEmpty()) {
                interrupted |= waitsForHandlers(Long.MAX_VALUE);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return clean;
        }
    }

    /// Waits until no handler runs or time is over, and returns whether it was interrupted.
    private boolean waitsForHandlers(long nanos) {
        long deadline = System.nanoTime() + nanos;
        try {
            for (long left; !running.isEmpty() && (left = deadline - System.nanoTime()) > 0; ) {
                NANOSECONDS.timedWait(running, left);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                admit(listener.accept());
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    private void admit(Socket client) {
        synchronized (running) {
            if (graceIsOver) {
                close(client);
            } else {
                var thread = Thread.ofPlatform().name("client").unstarted(() -> handle(client));
                running.put(thread, client);
                thread.start();
            }
        }
    }

    private void handle(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (Exception e) {
            // This client is lost.
        } finally {
            synchronized (running) {
                running.remove(Thread.currentThread());
                running.notifyAll();
            }
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }
}
