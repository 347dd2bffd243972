package tcp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

public final class ReadExactly {

    public static byte[] readExactly(InputStream in, int n) throws IOException {
        if (n == 0) {
            return new byte[0];
        }
        var bytes = in.readNBytes(n);
        if (bytes.length < n) {
            throw new EOFException("%d of %d bytes".formatted(bytes.length, n));
        }
        return bytes;
    }

    private ReadExactly() {}
}
