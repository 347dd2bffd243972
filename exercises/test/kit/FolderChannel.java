package kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/// A channel to a file on a [FolderDisk], which is told of each write, and may be full.
///
/// A disk that has room for a part of the bytes takes that part, and the next write fails: so does
/// that of the machine.
final class FolderChannel extends FileChannel {

    @FunctionalInterface
    private interface Write {
        long write(long most) throws IOException;
    }

    private final FileChannel real;
    private final FolderDisk disk;

    FolderChannel(FileChannel real, FolderDisk disk) {
        this.real = real;
        this.disk = disk;
    }

    private long writes(long wanted, Write write) throws IOException {
        long possible = disk.takes(wanted);
        long written = 0;
        try {
            written = Math.max(0, write.write(possible));
        } finally {
            disk.givesBack(possible - written);
        }
        if (written > 0) {
            disk.changed();
        }
        return written;
    }

    private static long limited(ByteBuffer bytes, long most, Write write) throws IOException {
        int limit = bytes.limit();
        bytes.limit(bytes.position() + (int) most);
        try {
            return write.write(most);
        } finally {
            bytes.limit(limit);
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return (int)
                writes(bytes.remaining(), most -> limited(bytes, most, _ -> real.write(bytes)));
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return (int)
                writes(
                        bytes.remaining(),
                        most -> limited(bytes, most, _ -> real.write(bytes, position)));
    }

    /// Writes the first buffer that is not empty: fewer bytes than there are is what may happen.
    @Override
    public long write(ByteBuffer[] all, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, all.length);
        for (int i = from; i < from + count; i++) {
            if (all[i].hasRemaining()) {
                return write(all[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count)
            throws IOException {
        return writes(count, most -> real.transferFrom(source, position, most));
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
            throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return real.read(bytes);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return real.read(bytes, position);
    }

    @Override
    public long read(ByteBuffer[] all, int from, int count) throws IOException {
        return real.read(all, from, count);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        disk.changed();
        return this;
    }

    @Override
    public void force(boolean all) throws IOException {
        real.force(all);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
