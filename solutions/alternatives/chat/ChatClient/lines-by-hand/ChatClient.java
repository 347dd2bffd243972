package chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Takes lines apart character by character and byte by byte, so that only LF ends one.
public final class ChatClient {

    private static final class Sender {

        private final Reader user;
        private final Socket socket;
        private final FutureTask<Void> task;
        private volatile boolean over;

        Sender(Reader user, Socket socket) {
            this.user = user;
            this.socket = socket;
            task =
                    new FutureTask<>(() -> {
                        try {
                            sendAll();
                        } catch (IOException | RuntimeException e) {
                            over = true;
                            socket.close();
                            throw e;
                        }
                        return null;
                    });
        }

        private void sendAll() throws IOException {
            var line = new StringBuilder();
            for (int c; !over && (c = user.read()) >= 0; ) {
                line.append((char) c);
                if (c == '\n' && !over) {
                    send(line);
                }
            }
            if (!line.isEmpty()) {
                send(line.append('\n'));
            }
            socket.shutdownOutput();
        }

        private void send(StringBuilder line) throws IOException {
            var text = line.toString();
            if (text.endsWith("\r\n")) {
                text = text.substring(0, text.length() - 2) + "\n";
            }
            socket.getOutputStream().write(text.getBytes(UTF_8));
            line.setLength(0);
        }

        /// Throws what it has failed with, if it has.
        void hasNotFailed() throws IOException {
            boolean failed = over;
            over = true;
            if (failed) {
                try {
                    task.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    throw (IOException) e.getCause();
                }
            }
        }
    }

    public static void run(Reader user, Appendable out, Socket socket) throws IOException {
        var sender = new Sender(user, socket);
        Thread.ofVirtual().start(sender.task);
        try (socket) {
            try {
                showAll(socket, out);
            } catch (IOException | RuntimeException e) {
                sender.hasNotFailed();
                throw e;
            }
            sender.hasNotFailed(); // To close the socket will make it fail.
        }
    }

    private static void showAll(Socket socket, Appendable out) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            if (b == '\n') {
                show(line, out);
            } else {
                line.write(b);
            }
        }
        if (line.size() > 0) {
            show(line, out);
        }
    }

    private static void show(ByteArrayOutputStream line, Appendable out) throws IOException {
        var text = line.toString(UTF_8);
        line.reset();
        out.append(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        out.append('\n');
    }

    private ChatClient() {}
}
