package lifecycle;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

public final class HalfClose {

    public static byte[] exchange(Socket socket, byte[] request) throws IOException {
        var out = new BufferedOutputStream(socket.getOutputStream());
        for (byte b : request) {
            out.write(b);
        }
        out.flush();
        socket.shutdownOutput();

        var in = socket.getInputStream();
        var answer = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            answer.write(buffer, 0, n);
        }
        return answer.toByteArray();
    }

    private HalfClose() {}
}
