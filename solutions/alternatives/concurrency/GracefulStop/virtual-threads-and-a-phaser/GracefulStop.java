package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The server itself is one party of the phaser, each client another.
public final class GracefulStop {

    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private enum State {
        RUNNING,
        CLEAN,
        CUT
    }

    private final Phaser parties = new Phaser(1);
    private final Map<Socket, Thread> clients = new ConcurrentHashMap<>();
    private final ReentrantLock stopping = new ReentrantLock();
    private final ServerSocket listener;
    private final Handler handler;
    private State state = State.RUNNING;
    private volatile boolean late;

    private GracefulStop(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    public static GracefulStop start(ServerSocket listener, Handler handler) {
        var server = new GracefulStop(listener, handler);
        Thread.startVirtualThread(server::acceptAll);
        return server;
    }

    public boolean stop(Duration grace) {
        stopping.lock();
        try {
            if (state == State.RUNNING) {
                state = stopFirst(grace) ? State.CLEAN : State.CUT;
            }
            return state == State.CLEAN;
        } finally {
            stopping.unlock();
        }
    }

    private boolean stopFirst(Duration grace) {
        try {
            listener.close();
        } catch (IOException e) {
            System.err.println(e);
        }
        int phase = parties.arriveAndDeregister();
        try {
            parties.awaitAdvanceInterruptibly(
                    phase, TimeUnit.NANOSECONDS.convert(grace), TimeUnit.NANOSECONDS);
            late = true;
            return true;
        } catch (TimeoutException e) {
            cutOff(phase);
        } catch (InterruptedException e) {
            cutOff(phase);
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void cutOff(int phase) {
        late = true;
        clients.forEach((client, thread) -> {
            thread.interrupt();
            close(client);
        });
        parties.awaitAdvance(phase);
    }

    private void acceptAll() {
        try {
            while (true) {
                var client = listener.accept();
                if (parties.register() < 0) {
                    close(client);
                } else {
                    var thread = Thread.ofVirtual().unstarted(() -> serve(client));
                    clients.put(client, thread);
                    thread.start();
                    if (late) {
                        thread.interrupt();
                        close(client);
                    }
                }
            }
        } catch (IOException e) {
            // Closed, and that is the end.
        }
    }

    private void serve(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (Throwable e) {
            System.err.println(e);
        }
        clients.remove(client);
        parties.arriveAndDeregister();
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
