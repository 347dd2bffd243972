package loopback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/// What the code under test prints: the beginning of it, and how much more there was.
final class Printed extends OutputStream {

    private static final int KEPT = 4 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long dropped;

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int room = Math.min(length, KEPT - kept.size());
        kept.write(bytes, offset, room);
        dropped += length - room;
    }

    /// What was printed since the last call.
    synchronized String take() {
        var text = kept.toString(UTF_8);
        if (dropped > 0) {
            text += "\n… and " + dropped + " bytes more";
        }
        kept.reset();
        dropped = 0;
        return text;
    }
}
