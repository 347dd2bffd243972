package kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a [Folder] that the specification plays: its channel does what real ones do seldom, and
/// is asked afterwards what it was asked for.
///
/// It is read, and nobody writes to it. A read gives half of what there is room for. Its bytes are
/// kept in memory, and all behind them are 0, as in a sparse file.
public final class PlayedFile {

    private static final int[] AS_ASKED = {Integer.MAX_VALUE};

    private static final byte[] ZEROS = new byte[64 << 10];

    /// Calls of `transferTo` behind the end after which the next one fails: who does not notice the
    /// end would go on for ever.
    private static final int MOST_IN_VAIN = 100;

    private final Path path;
    private final byte[] start;
    private final boolean pretends;
    private long size;
    private long damagedFrom = Long.MAX_VALUE;
    private int[] counts = AS_ASKED;
    private int calls;
    private int inVain;
    private long changesAt = Long.MAX_VALUE;
    private long changesTo;
    private long read;
    private long transferred;
    private long mostAsked;

    private PlayedFile(Folder folder, String name, byte[] start, long size, boolean pretends)
            throws IOException {
        this.path = folder.path(name);
        this.start = start;
        this.size = size;
        this.pretends = pretends;
        Files.createFile(path);
        folder.plays(this);
        Wire.note("file", "is " + path.getFileName() + ", " + size + " bytes");
    }

    /// A file of `bytes`, in the folder itself.
    public static PlayedFile in(Folder folder, String name, byte[] bytes) throws IOException {
        return new PlayedFile(folder, name, bytes, bytes.length, false);
    }

    /// A file of so many bytes, which are all 0, in the folder itself. It says that it transfers
    /// them, and does not: it would take too long.
    public static PlayedFile huge(Folder folder, String name, long size) throws IOException {
        return new PlayedFile(folder, name, new byte[0], size, true);
    }

    public Path path() {
        return path;
    }

    /// Lets `transferTo` transfer no more than so many bytes, one count for each call, and then from
    /// the first again.
    public synchronized PlayedFile transfersAtMost(int... counts) {
        this.counts = counts;
        return this;
    }

    /// Lets the file have another size, smaller or greater, once so many bytes have been read or
    /// transferred.
    public synchronized PlayedFile hasAnotherSizeAfter(long bytes, long size) {
        changesAt = bytes;
        changesTo = size;
        return this;
    }

    /// Lets the disk fail where bytes from there on are read or transferred.
    public synchronized PlayedFile isDamagedFrom(long position) {
        damagedFrom = position;
        return this;
    }

    /// How many bytes `transferTo` has transferred.
    public synchronized long transferred() {
        return transferred;
    }

    /// The most bytes that a call of `transferTo` has asked for.
    public synchronized long mostAsked() {
        return mostAsked;
    }

    synchronized long size() {
        return size;
    }

    /// How many of the bytes from `position` on can be read, if there is room for so many.
    ///
    /// @throws IOException when the disk is damaged there
    synchronized int readable(long position, int room) throws IOException {
        int count = (int) Math.min(Math.ceilDiv(room, 2), Math.max(0, size - position));
        requireHealth(position, count);
        read += count;
        mayChange();
        return count;
    }

    /// The same for `transferTo`.
    synchronized long transferable(long position, long asked) throws IOException {
        mostAsked = Math.max(mostAsked, asked);
        long most = Math.min(asked, counts[calls++ % counts.length]);
        long count = Math.min(most, Math.max(0, size - position));
        requireHealth(position, count);
        if (position >= size && asked > 0 && inVain++ == MOST_IN_VAIN) {
            throw new IOException("transferTo was called " + MOST_IN_VAIN + " times at the end");
        }
        if (!pretends) {
            Wire.note("file", "transfers " + count + " of " + asked + " bytes from " + position);
        }
        return count;
    }

    private void requireHealth(long position, long count) throws IOException {
        if (count > 0 && position + count > damagedFrom) {
            Wire.note("disk", "fails");
            throw new IOException("Input/output error");
        }
    }

    synchronized void hasTransferred(long count) {
        transferred += count;
        mayChange();
    }

    private void mayChange() {
        if (read + transferred >= changesAt) {
            changesAt = Long.MAX_VALUE;
            size = changesTo;
            Wire.note("somebody", "changes the file: it has " + size + " bytes now");
        }
    }

    /// Bytes from `position` on, one at least and `count` at most, which nobody may change.
    ByteBuffer bytes(long position, int count) {
        return position < start.length
                ? ByteBuffer.wrap(
                        start, (int) position, (int) Math.min(count, start.length - position))
                : ByteBuffer.wrap(ZEROS, 0, Math.min(count, ZEROS.length));
    }

    boolean pretends() {
        return pretends;
    }
}
