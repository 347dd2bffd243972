package files;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/// An object for each upload, with buffers outside of the heap, that reads answers byte by byte.
public final class ResumableUpload {

    private static final long MOST = 1L << 20;

    private final FileChannel file;
    private final SocketChannel receiver;
    private final LongConsumer progress;
    private final long size;
    private final ByteBuffer one = ByteBuffer.allocateDirect(1);
    private int received;

    private ResumableUpload(FileChannel file, SocketChannel receiver, LongConsumer progress)
            throws IOException {
        this.file = file;
        this.receiver = receiver;
        this.progress = progress;
        size = file.size();
    }

    public static void upload(Path file, SocketChannel receiver, LongConsumer progress)
            throws IOException {
        var name = String.valueOf(file.getFileName());
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name);
        }
        try (var channel = FileChannel.open(file)) {
            new ResumableUpload(channel, receiver, progress).run(name);
        }
    }

    private void run(String name) throws IOException {
        says("RESUME " + size + ' ' + name + '\n');
        begins();
        char kind = (char) next();
        if (kind == 'N') {
            refuses();
        }
        expects(kind, "HAVE ");
        long there = 0;
        int digits = 0;
        int c;
        for (; (c = next()) >= '0' && c <= '9'; digits++) {
            there = there * 10 + c - '0';
            if (there > size) {
                throw new ProtocolException("there are no more than " + size + " bytes");
            }
        }
        if (digits == 0 || c != ' ') {
            throw new ProtocolException("not a number");
        }
        var theirs = new byte[32];
        for (int i = 0; i < theirs.length; i++) {
            theirs[i] = (byte) (16 * digit() + digit());
        }
        lineEnds();
        long from = MessageDigest.isEqual(theirs, digest(there)) ? there : 0;
        says("FROM " + from + '\n');
        progress.accept(from);
        sends(from);
        begins();
        kind = (char) next();
        if (kind == 'N') {
            refuses();
        }
        expects(kind, "OK");
        lineEnds();
    }

    private void sends(long from) throws IOException {
        long to = from;
        do {
            if (file.size() < size) {
                throw new EOFException("shorter than " + size);
            }
            long count = file.transferTo(to, Math.min(MOST, size - to), receiver);
            to += count;
            if (count > 0) {
                progress.accept(to);
            }
        } while (to < size);
    }

    private byte[] digest(long count) throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocateDirect(64 * 1024);
            file.position(0);
            for (long left = count; left > 0; left -= buffer.position()) {
                buffer.clear();
                if (left < buffer.capacity()) {
                    buffer.limit((int) left);
                }
                if (file.read(buffer) < 1) {
                    throw new EOFException("shorter than " + count);
                }
                sha256.update(buffer.duplicate().flip());
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void says(String line) throws IOException {
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        do {
            receiver.write(bytes);
        } while (bytes.hasRemaining());
    }

    private void begins() {
        received = 0;
    }

    private int next() throws IOException {
        if (received == 200) {
            throw new ProtocolException("the line is too long");
        }
        if (receiver.read(one.clear()) < 0) {
            throw new EOFException("the line has no end");
        }
        received++;
        return one.get(0) & 0xff;
    }

    private void expects(char first, String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != (i == 0 ? first : next())) {
                throw new ProtocolException(word + " was expected");
            }
        }
    }

    private void lineEnds() throws IOException {
        if (next() != '\n') {
            throw new ProtocolException("more than was expected");
        }
    }

    private int digit() throws IOException {
        int value = Character.digit(next(), 16);
        if (value < 0) {
            throw new ProtocolException("not a digit");
        }
        return value;
    }

    private void refuses() throws IOException {
        expects('N', "NO ");
        var reason = ByteBuffer.allocate(200);
        for (int b; (b = next()) != '\n'; ) {
            reason.put((byte) b);
        }
        throw new IOException(StandardCharsets.UTF_8.decode(reason.flip()).toString());
    }
}
