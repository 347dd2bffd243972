package tcp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads as many bytes as the caller asks for, however the network has cut them.
public final class ReadExactly {

    /// Returns the next `n` bytes of `in`, and leaves those after them in the stream.
    ///
    /// A read may return fewer bytes than it was asked for; `readExactly` goes on reading until it
    /// has all `n`, and never asks for more than are missing. For `n` = 0 it returns an empty array
    /// without reading. `in` stays open, whatever happens.
    ///
    /// `n` may be a number that a stranger has sent, up to `Integer.MAX_VALUE`: the memory in use is
    /// in proportion to the bytes that have arrived, not to `n`. While few have arrived, it is
    /// less than 256 KiB.
    ///
    /// @throws EOFException when the stream ends before the `n`th byte; its message is
    ///     `3 of 5 bytes` when there were three of five
    /// @throws IOException what `in` throws, unchanged
    /// @throws IllegalArgumentException when `n` is negative, before anything is read
    public static byte[] readExactly(InputStream in, int n) throws IOException {
        if (n < 0) {
            throw new IllegalArgumentException("cannot read " + n + " bytes");
        }
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[Math.min(n, 8192)];
        while (bytes.size() < n) {
            int count = in.read(piece, 0, Math.min(piece.length, n - bytes.size()));
            if (count == -1) {
                throw new EOFException(bytes.size() + " of " + n + " bytes");
            }
            bytes.write(piece, 0, count);
        }
        return bytes.toByteArray();
    }

    private ReadExactly() {}
}
