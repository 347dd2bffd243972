package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

public final class ThreadedServer implements AutoCloseable {

    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ServerSocket listener;

    private ThreadedServer(ServerSocket listener) {
        this.listener = listener;
    }

    public static ThreadedServer start(
            ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        Thread.startVirtualThread(() -> {
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                while (!listener.isClosed()) {
                    try {
                        var client = listener.accept();
                        clients.execute(() -> handle(client, handler, failures));
                    } catch (IOException e) {
                        if (!listener.isClosed()) {
                            failures.accept(e);
                            Thread.sleep(Duration.ofMillis(50));
                        }
                    }
                }
                clients.shutdown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return new ThreadedServer(listener);
    }

    private static void handle(Socket client, Handler handler, Consumer<Throwable> failures) {
        try {
            try {
                handler.handle(client);
            } finally {
                client.close();
            }
        } catch (Throwable e) {
            failures.accept(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
