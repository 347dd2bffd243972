package chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Gives each direction a virtual thread: the first of them that comes to the end of the talk says
/// how it has ended.
public final class ChatClient {

    public static void run(Reader user, Appendable out, Socket socket) throws IOException {
        var end = new CompletableFuture<Void>();
        Thread.startVirtualThread(() -> speak(user, socket, end));
        var listener = Thread.startVirtualThread(() -> listen(socket, out, end));
        try {
            end.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Throwable other -> throw new AssertionError(other);
            }
        } finally {
            socket.close();
            try {
                listener.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void speak(Reader user, Socket socket, CompletableFuture<Void> end) {
        try {
            var lines = new BufferedReader(user);
            var writer = new OutputStreamWriter(socket.getOutputStream(), UTF_8);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.append(line).append('\n').flush();
            }
            socket.shutdownOutput();
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private static void listen(Socket socket, Appendable out, CompletableFuture<Void> end) {
        try {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.append(line).append('\n');
            }
            end.complete(null);
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private ChatClient() {}
}
