package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

public final class GracefulStop {

    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final Set<Socket> inside = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    private final ServerSocket listener;
    private final Handler handler;

    private GracefulStop(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    public static GracefulStop start(ServerSocket listener, Handler handler) {
        var server = new GracefulStop(listener, handler);
        new Thread(server::acceptAll, "accept").start();
        return server;
    }

    public boolean stop(Duration grace) {
        if (!stopping.compareAndSet(false, true)) {
            return outcome.join();
        }
        close(listener);
        clients.shutdown();
        boolean interrupted = !waits(TimeUnit.NANOSECONDS.convert(grace));
        boolean clean = true;
        for (var client : inside) {
            clean = false;
            close(client);
        }
        clients.shutdownNow();
        while (!clients.isTerminated()) {
            interrupted |= !waits(Long.MAX_VALUE);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        outcome.complete(clean);
        return clean;
    }

    private boolean waits(long nanos) {
        try {
            clients.awaitTermination(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                inside.add(client);
                try {
                    clients.execute(() -> handle(client));
                } catch (RejectedExecutionException e) {
                    inside.remove(client);
                    close(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println(e);
                }
            }
        }
    }

    private void handle(Socket client) {
        try {
            handler.handle(client);
        } catch (Throwable e) {
            System.err.println(e);
        } finally {
            inside.remove(client);
            close(client);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            System.err.println(e);
        }
    }
}
