package chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/// Lets a user talk with a server, of which each may speak at any time.
public final class ChatClient {

    /// Sends the lines of `user` through `socket`, and shows the lines that come from there in `out`,
    /// until the server ends.
    ///
    /// A line is text, on the wire in UTF-8, and ends with LF, or with CR LF. Behind the last of
    /// them, what there is before the end is a line, too. A line may be empty, and of any length, and
    /// none has a meaning for the client. It is passed on as soon as it is complete, with an LF
    /// behind it; its characters stay as they are. Bytes that are no UTF-8 become U+FFFD. What a CR
    /// does that no LF follows is left open.
    ///
    /// Both directions go on at the same time: neither waits for a line of the other, nor until a
    /// slow `out` has taken one or a slow server has read one. User and server may pause as long as
    /// they like: a timeout of `socket` is the caller's, and no other is added.
    ///
    /// When `user` ends, the server reads the end of the stream behind the last line, and what it
    /// sends after that is still shown. When the stream of the server ends, the call returns once all
    /// of it is shown, even if a line of the user is on its way, which may be lost.
    ///
    /// When the call is to end, it does not wait for a `user` who says nothing. A thread that is in a
    /// read of `user` then may stay there: it is a daemon, and ends with the next line, or with the
    /// end of `user`. No other thread of the call is left.
    ///
    /// The call closes `socket`, however it ends, and neither `user` nor `out`.
    ///
    /// @throws IOException the first that `user`, `out` or `socket` throws, as it is, and so with an
    ///     unchecked exception; the call ends then, whatever the other direction does, and what has
    ///     arrived may not be shown any more
    public static void run(Reader user, Appendable out, Socket socket) throws IOException {
        var end = new CompletableFuture<Void>(); // Whoever comes first says how it ends.
        try (socket) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            send(user, socket);
                        } catch (IOException | RuntimeException e) {
                            end.completeExceptionally(e);
                            close(socket);
                        }
                    });
            try {
                show(socket, out);
                end.complete(null);
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        }
        if (end.isCompletedExceptionally()) {
            switch (end.exceptionNow()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new AssertionError(e);
            }
        }
    }

    /// Runs on a thread of its own, as nothing ends a read of a terminal.
    private static void send(Reader user, Socket socket) throws IOException {
        var lines = new BufferedReader(user);
        for (String line; (line = lines.readLine()) != null; ) {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }
        socket.shutdownOutput();
    }

    private static void show(Socket socket, Appendable out) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            out.append(line + "\n");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }

    private ChatClient() {}
}
