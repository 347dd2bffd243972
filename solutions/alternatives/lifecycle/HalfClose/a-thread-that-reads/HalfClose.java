package lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads on a thread of its own while it writes: the peer may answer before it has read everything.
public final class HalfClose {

    public static byte[] exchange(Socket socket, byte[] request) throws IOException {
        var in = socket.getInputStream();
        var answer =
                new FutureTask<>(() -> {
                    var bytes = new ByteArrayOutputStream();
                    in.transferTo(bytes);
                    return bytes.toByteArray();
                });
        Thread.ofPlatform().daemon().start(answer);
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HalfClose() {}
}
