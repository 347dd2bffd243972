package kit;

import java.io.InputStream;
import java.util.Objects;

/// An input stream of single bytes, each for a read of its own, that looks at its end how much
/// memory its reader keeps.
public final class Trickle extends InputStream {

    private final int count;
    private final long before = MemoryUse.kept();
    private int given;
    private long kept;

    public Trickle(int count) {
        this.count = count;
    }

    @Override
    public int read() {
        if (given < count) {
            given++;
            return 'x';
        }
        kept = MemoryUse.kept() - before;
        return -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int next = read();
        if (next < 0) {
            return -1;
        }
        bytes[from] = (byte) next;
        return 1;
    }

    /// Checks that at the end its reader has kept so much or less.
    public void hasCostAtMost(int kib) {
        if (kept > kib * 1024L) {
            throw Mismatch.of(
                    "at most " + kib + " KiB of memory for " + given + " bytes",
                    kept / 1024 + " KiB");
        }
    }
}
