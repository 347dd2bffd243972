package concurrency;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

public final class BoundedServer {

    @FunctionalInterface
    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final int maxClients;
    private final Handler handler;
    private final Set<Socket> inside = new HashSet<>();

    public BoundedServer(int maxClients, Handler handler) {
        this.maxClients = maxClients;
        this.handler = handler;
    }

    public void serve(ServerSocket listener) throws IOException {
        while (!listener.isClosed()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw e;
                }
            }
        }
        synchronized (inside) {
            while (!inside.isEmpty()) {
                try {
                    inside.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void welcome(Socket client) throws IOException {
        synchronized (inside) {
            if (inside.size() < maxClients) {
                inside.add(client);
                new Thread(() -> run(client)).start();
                return;
            }
        }
        new Thread(() -> refuse(client)).start();
    }

    private static void refuse(Socket client) {
        try (client;
                var out = new PrintStream(client.getOutputStream())) {
            out.print("BUSY\n");
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private void run(Socket client) {
        try {
            handler.handle(client);
        } catch (Throwable e) {
            System.err.println(e);
        }
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e);
        }
        synchronized (inside) {
            inside.remove(client);
            inside.notifyAll();
        }
    }
}
