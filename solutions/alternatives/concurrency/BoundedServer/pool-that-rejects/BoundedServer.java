package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

public final class BoundedServer {

    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final int maxClients;
    private final Handler handler;

    public BoundedServer(int maxClients, Handler handler) {
        this.maxClients = maxClients;
        this.handler = handler;
    }

    public void serve(ServerSocket listener) throws IOException {
        var places =
                new ThreadPoolExecutor(
                        0, maxClients, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
        try {
            while (true) {
                var client = listener.accept();
                try {
                    places.execute(() -> handle(client));
                } catch (RejectedExecutionException e) {
                    refuse(client);
                }
            }
        } catch (SocketException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        } finally {
            places.shutdown();
        }
    }

    private static void refuse(Socket client) {
        try {
            try {
                client.getOutputStream().write(new byte[] {'B', 'U', 'S', 'Y', '\n'});
            } finally {
                client.close();
            }
        } catch (IOException e) {
            System.err.println("nobody to refuse: " + e);
        }
    }

    private void handle(Socket client) {
        try (client) {
            handler.handle(client);
        } catch (Exception | Error e) {
            System.err.println("lost a client: " + e);
        }
    }
}
