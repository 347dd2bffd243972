package kit;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/// An input stream of single bytes, or few, each for a read of its own, that looks at its end how much
/// memory its reader keeps.
public final class Trickle extends InputStream {

    private final int count;
    private final int most;
    private final long before = MemoryUse.keptExactly();
    private int given;
    private long kept;
    private boolean ended;

    public Trickle(int count) {
        this(count, 1);
    }

    /// A stream of `count` bytes, no more than `most` for a read.
    public Trickle(int count, int most) {
        this.count = count;
        this.most = most;
    }

    @Override
    public int read() {
        if (given < count) {
            given++;
            return 'x';
        }
        ended = true;
        kept = MemoryUse.keptExactly() - before;
        return -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int next = Math.min(Math.min(most, length), count - given);
        if (next == 0) {
            return read();
        }
        Arrays.fill(bytes, from, from + next, (byte) 'x');
        given += next;
        return next;
    }

    /// Checks that it was read to its end.
    public void hasReachedItsEnd() {
        if (!ended) {
            throw Mismatch.of("all of " + count + " bytes to be read", given + " of them");
        }
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
