package files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongConsumer;

/// Reads lines and file as streams, and takes a line apart at its spaces.
public final class ResumableUpload {

    public static void upload(Path file, SocketChannel receiver, LongConsumer progress)
            throws IOException {
        var name = file.getFileName().toString();
        for (char c : name.toCharArray()) {
            if (Character.getType(c) == Character.CONTROL) {
                throw new IllegalArgumentException("control character in a name");
            }
        }
        var in = Channels.newInputStream(receiver);
        var out = Channels.newOutputStream(receiver);
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            out.write(("RESUME " + size + " " + name + "\n").getBytes(UTF_8));
            var words = answer(in).split(" ", -1);
            if (words.length != 3 || !words[0].equals("HAVE")) {
                throw new ProtocolException("HAVE was expected");
            }
            long there = number(words[1]);
            if (there > size) {
                throw new ProtocolException("more than all");
            }
            long position = digest(file, there).equals(digits(words[2])) ? there : 0;
            out.write(("FROM " + position + "\n").getBytes(UTF_8));
            progress.accept(position);
            while (position != size) {
                long most = Math.min(1_000_000, size - position);
                long sent = channel.transferTo(position, most, receiver);
                if (channel.size() < position + Math.max(sent, 1)) {
                    throw new EOFException("the file has become shorter");
                }
                if (sent != 0) {
                    position += sent;
                    progress.accept(position);
                }
            }
            if (!"OK".equals(answer(in))) {
                throw new ProtocolException("OK was expected");
            }
        } finally {
            channel.close();
        }
    }

    private static String answer(InputStream in) throws IOException {
        var line = new byte[200];
        int length = 0;
        while (true) {
            int next = in.read();
            if (next == -1) {
                throw new EOFException();
            }
            line[length++] = (byte) next;
            if (next == '\n') {
                break;
            }
            if (length == line.length) {
                throw new ProtocolException("too long");
            }
        }
        var text = new String(line, 0, length - 1, UTF_8);
        if (text.startsWith("NO ")) {
            throw new IOException(text.substring("NO ".length()));
        }
        return text;
    }

    private static long number(String digits) throws ProtocolException {
        try {
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            // None at all, or too many.
        }
        throw new ProtocolException("not a number: " + digits);
    }

    private static String digits(String digest) throws ProtocolException {
        if (digest.length() != 64 || !digest.chars().allMatch(HexFormat::isHexDigit)) {
            throw new ProtocolException("not a SHA-256: " + digest);
        }
        return digest.toLowerCase(Locale.ROOT);
    }

    private static String digest(Path file, long count) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[32_768];
            for (long left = count; left > 0; ) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (read == 0) {
                    throw new EOFException("the file has become shorter");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ResumableUpload() {}
}
