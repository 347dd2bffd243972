package tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// Every client on a virtual thread of its own, which an interrupt takes out of reads and writes.
public final class UpperServer implements AutoCloseable {

    private static final Pattern SMALL = Pattern.compile("[a-z]+");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket listener;

    private UpperServer(ServerSocket listener) {
        this.listener = listener;
    }

    public static UpperServer start(int port) throws IOException {
        var listener = new ServerSocket(port, 0, InetAddress.ofLiteral("127.0.0.1"));
        var server = new UpperServer(listener);
        server.threads.submit(server::acceptAll);
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        threads.close();
    }

    private Void acceptAll() throws IOException {
        while (true) {
            var client = listener.accept();
            try {
                threads.submit(() -> converse(client));
            } catch (java.util.concurrent.RejectedExecutionException e) {
                client.close();
                throw e;
            }
        }
    }

    private Void converse(Socket client) throws IOException {
        try (client) {
            var in = client.getInputStream();
            for (byte[] line; (line = nextLine(in)).length > 0; ) {
                var raised =
                        SMALL.matcher(new String(line, ISO_8859_1))
                                .replaceAll(letters -> raise(letters.group()));
                client.getOutputStream().write(raised.getBytes(ISO_8859_1));
            }
            return null;
        }
    }

    private static String raise(String letters) {
        return letters.chars()
                .map(c -> c - 32)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] nextLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = 0; b != '\n' && (b = in.read()) >= 0; ) {
            line.write(b);
            if (b != '\n' && line.size() > 8192) {
                throw new IOException("8192 bytes and no end");
            }
        }
        return line.toByteArray();
    }
}
