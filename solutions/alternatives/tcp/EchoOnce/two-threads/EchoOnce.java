package tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;

public final class EchoOnce {

    private static final byte[] END = new byte[0];

    public static long serve(ServerSocket listener) throws IOException {
        var pieces = new SynchronousQueue<byte[]>();
        var failure = new AtomicReference<IOException>();
        var client = listener.accept();
        var reader = Thread.ofVirtual().unstarted(() -> read(client, pieces, failure));
        try (client) {
            reader.start();
            long count = 0;
            for (byte[] piece; (piece = pieces.take()) != END; ) {
                client.getOutputStream().write(piece);
                count += piece.length;
            }
            if (failure.get() != null) {
                throw failure.get();
            }
            return count;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            reader.interrupt();
        }
    }

    private static void read(
            java.net.Socket client,
            SynchronousQueue<byte[]> pieces,
            AtomicReference<IOException> failure) {
        try {
            try {
                readAll(client.getInputStream(), pieces);
            } catch (IOException e) {
                failure.set(e);
            }
            pieces.put(END);
        } catch (InterruptedException e) {
            // Nobody takes the pieces any more.
        }
    }

    private static void readAll(InputStream in, SynchronousQueue<byte[]> pieces)
            throws IOException, InterruptedException {
        var buffer = new byte[50_000];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            pieces.put(Arrays.copyOf(buffer, n));
        }
    }

    private EchoOnce() {}
}
