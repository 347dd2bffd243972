package loopback.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// One process at a time builds. The system frees the lock of one that ends, however it ends.
record BuildLock(FileChannel channel) implements AutoCloseable {

    /// Far behind the process id, which others are to read: Windows keeps them from what is locked.
    private static final long LOCKED = 1L << 40;

    /// Waits until nobody else builds.
    ///
    /// @param waiting is told the process that builds, if one has to be waited for
    static BuildLock take(Path file, Consumer<String> waiting) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED, 1, false) == null) {
                waiting.accept(Files.readString(file).strip());
                channel.lock(LOCKED, 1, false);
            }
        } catch (IOException e) {
            // Some network file systems know no locks: there each builds for itself.
        }
        var own = String.valueOf(ProcessHandle.current().pid());
        channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)));
        return new BuildLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
