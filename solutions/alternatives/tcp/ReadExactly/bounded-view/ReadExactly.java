package tcp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

public final class ReadExactly {

    /// A stream that ends after some bytes of another.
    private static final class Bounded extends FilterInputStream {

        private int left;

        Bounded(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int b = super.read();
            left -= b == -1 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(bytes, from, Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    public static byte[] readExactly(InputStream in, int n) throws IOException {
        if (n < 0) {
            throw new IllegalArgumentException("a negative number of bytes: " + n);
        }
        var bytes = new ByteArrayOutputStream();
        long count = new Bounded(in, n).transferTo(bytes);
        if (count < n) {
            throw new EOFException(count + " of " + n + " bytes");
        }
        return bytes.toByteArray();
    }

    private ReadExactly() {}
}
