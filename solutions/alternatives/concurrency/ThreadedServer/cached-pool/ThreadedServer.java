package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

public final class ThreadedServer implements AutoCloseable {

    public interface Handler {
        void handle(Socket client) throws Exception;
    }

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private final Handler handler;
    private final Consumer<Throwable> failures;

    private ThreadedServer(ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        this.listener = listener;
        this.handler = handler;
        this.failures = failures;
    }

    public static ThreadedServer start(
            ServerSocket listener, Handler handler, Consumer<Throwable> failures) {
        var server = new ThreadedServer(listener, handler, failures);
        new Thread(server::run).start();
        return server;
    }

    private void run() {
        while (acceptsOne()) {
            // And the next.
        }
        clients.shutdown();
    }

    private boolean acceptsOne() {
        try {
            listener.setSoTimeout(30); // Looks up now and then.
            clients.execute(new Visit(listener.accept()));
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            if (listener.isClosed()) {
                return false;
            }
            failures.accept(e);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupt) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private final class Visit extends FutureTask<Void> {

        private final Socket client;

        Visit(Socket client) {
            super(() -> {
                handler.handle(client);
                return null;
            });
            this.client = client;
        }

        @Override
        protected void done() {
            try (client) {
                get();
            } catch (ExecutionException e) {
                failures.accept(e.getCause());
            } catch (Exception e) {
                failures.accept(e);
            }
        }
    }
}
