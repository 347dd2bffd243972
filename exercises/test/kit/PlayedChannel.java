package kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A channel that reads a [PlayedFile].
final class PlayedChannel extends FileChannel {

    private final PlayedFile file;
    private final FileChannel open;
    private long position;

    /// @param open is as long open as this channel, so that one which is left open is noticed
    PlayedChannel(PlayedFile file, FileChannel open) {
        this.file = file;
        this.open = open;
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new ClosedByInterruptException();
        }
    }

    private static void requireNotNegative(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("Negative position");
        }
    }

    @Override
    public int read(ByteBuffer to, long from) throws IOException {
        requireNotNegative(from);
        requireOpen();
        if (from >= file.size()) {
            return -1;
        }
        int count = file.readable(from, to.remaining());
        for (int left = count; left > 0; ) {
            var bytes = file.bytes(from + count - left, left);
            left -= bytes.remaining();
            to.put(bytes);
        }
        return count;
    }

    @Override
    public synchronized int read(ByteBuffer to) throws IOException {
        int count = read(to, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (to[i].hasRemaining()) {
                return read(to[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        requireNotNegative(from);
        if (count < 0) {
            throw new IllegalArgumentException("Negative count");
        }
        requireOpen();
        if (!target.isOpen()) {
            throw new ClosedChannelException();
        }
        long transferable = file.transferable(from, count);
        if (!file.pretends()) {
            write(from, transferable, target);
        }
        file.hasTransferred(transferable);
        return transferable;
    }

    private void write(long from, long count, WritableByteChannel target) throws IOException {
        for (long left = count; left > 0; ) {
            var bytes = file.bytes(from + count - left, (int) Math.min(left, Integer.MAX_VALUE));
            left -= bytes.remaining();
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
        }
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized FileChannel position(long position) throws IOException {
        requireNotNegative(position);
        requireOpen();
        this.position = position;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return file.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        open.close();
    }

    @Override
    public void force(boolean all) throws IOException {
        requireOpen();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) throws IOException {
        return open.lock(from, size, shared);
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) throws IOException {
        return open.tryLock(from, size, shared);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer from, long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) {
        throw new NonWritableChannelException();
    }
}
