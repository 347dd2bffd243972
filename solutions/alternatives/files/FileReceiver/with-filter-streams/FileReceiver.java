package files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// Puts streams into each other: one ends where the file does, one digests, one counts.
public final class FileReceiver {

    /// Its end is that of the file.
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = super.read(bytes, from, (int) Math.min(count, left));
            if (n < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            left -= n;
            return n;
        }
    }

    private static final class Counting extends FilterOutputStream {

        private final LongConsumer progress;
        private long count;

        Counting(OutputStream out, LongConsumer progress) {
            super(out);
            this.progress = progress;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
            if (length > 0) {
                progress.accept(count);
            }
        }
    }

    public static Path receive(Socket socket, Path folder, long limit, LongConsumer progress)
            throws IOException {
        var in = socket.getInputStream();
        // No header is shorter than 68 bytes, of which the LF is the last.
        var head = Arrays.copyOf(new byte[0], 512);
        int length = 0;
        while (length == 0 || head[length - 1] != '\n') {
            if (length == head.length) {
                throw new ProtocolException("a header of 512 bytes has no end");
            }
            int n = in.read(head, length, 1);
            if (n < 0) {
                throw new EOFException("no header");
            }
            length += n;
        }
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, length - 1)).toString();
        } catch (CharacterCodingException e) {
            throw refuses("not UTF-8");
        }
        int second = text.indexOf(' ', 65);
        if (text.length() < 66 || text.charAt(64) != ' ' || second < 0) {
            throw refuses("a header has three words");
        }
        var digits = text.substring(65, second);
        if (!digits.matches("[0-9]+") || !new BigInteger(digits).toString().equals(digits)) {
            throw refuses("a size has digits");
        }
        var size = new BigInteger(digits);
        if (size.bitLength() > 63 || size.longValue() > limit) {
            throw refuses("too large");
        }
        var name = text.substring(second + 1);
        requireName(name);
        byte[] expected;
        try {
            expected = HexFormat.of().parseHex(text, 0, 64);
        } catch (IllegalArgumentException e) {
            throw refuses("a digest has 64 digits");
        }
        try (var all = Files.newDirectoryStream(folder)) {
            for (var each : all) {
                boolean same = each.getFileName().toString().equals(name);
                if (same && (Files.isSymbolicLink(each) || !Files.isRegularFile(each))) {
                    throw new FileAlreadyExistsException(name);
                }
            }
        }
        return store(new Limited(in, size.longValue()), expected, folder, name, progress);
    }

    private static ProtocolException refuses(String why) {
        return new ProtocolException(why);
    }

    private static void requireName(String name) throws ProtocolException {
        int bytes = name.getBytes(UTF_8).length;
        if (bytes == 0 || bytes > 255 || name.equals(".") || name.equals("..")) {
            throw refuses("no name");
        }
        if (name.matches("(?s).*[/:\\\\\u0000-\u001f\u007f-\u009f].*")) {
            throw refuses("not in a name");
        }
        var first = name.split("\\.", 2)[0];
        if (first.matches("(?i)con|prn|aux|nul|com[1-9]|lpt[1-9]")) {
            throw refuses("a device");
        }
    }

    private static Path store(
            InputStream in, byte[] expected, Path folder, String name, LongConsumer progress)
            throws IOException {
        var part = Files.createTempFile(folder, "receiving-", null);
        boolean whole = false;
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var out =
                    new BufferedOutputStream(
                            Files.newOutputStream(part, StandardOpenOption.WRITE))) {
                new DigestInputStream(in, digest).transferTo(new Counting(out, progress));
            }
            if (!Arrays.equals(expected, digest.digest())) {
                throw refuses("other bytes");
            }
            var file = Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            whole = true;
            return file;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!whole) {
                Files.delete(part);
            }
        }
    }

    private FileReceiver() {}
}
