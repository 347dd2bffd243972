package files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Lets channels carry the bytes, and reads the file again for its digest.
public final class FileReceiver {

    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");

    public static Path receive(Socket socket, Path folder, long limit, LongConsumer progress)
            throws IOException {
        var in = socket.getInputStream();
        var words = line(in).split(" ", 3);
        if (words.length < 3 || !words[0].matches("[0-9a-fA-F]{64}") || !isName(words[2])) {
            throw new ProtocolException("no header");
        }
        long size = size(words[1]);
        if (size > limit) {
            throw new ProtocolException("over the limit of " + limit + " bytes");
        }
        var target = folder.resolve(words[2]);
        requireOrdinary(target);
        var part = folder.resolve(UUID.randomUUID() + ".incoming");
        try {
            fill(part, in, size, progress);
            if (!HexFormat.of().formatHex(digest(part)).equalsIgnoreCase(words[0])) {
                throw new ProtocolException("another digest");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
        return target;
    }

    private static String line(InputStream in) throws IOException {
        var bytes = ByteBuffer.allocate(511);
        int b;
        while ((b = in.read()) != '\n') {
            if (b == -1) {
                throw new EOFException();
            }
            if (!bytes.hasRemaining()) {
                throw new ProtocolException("a header without an end");
            }
            bytes.put((byte) b);
        }
        try {
            return UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("no UTF-8");
        }
    }

    private static long size(String word) throws ProtocolException {
        long size = 0;
        for (int i = 0; i < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9 || size > (Long.MAX_VALUE - digit) / 10) {
                throw new ProtocolException("no size: " + word);
            }
            size = 10 * size + digit;
        }
        if (word.isEmpty() || word.length() > 1 && word.charAt(0) == '0') {
            throw new ProtocolException("no size: " + word);
        }
        return size;
    }

    private static boolean isName(String name) {
        int dot = name.indexOf('.');
        var first = name.substring(0, dot < 0 ? name.length() : dot);
        for (int i = 0; i < first.length(); i++) {
            if (first.charAt(i) > 126) {
                return isPlain(name); // Capitals of others may be ASCII.
            }
        }
        var device = first.toUpperCase(java.util.Locale.ROOT);
        return isPlain(name)
                && !DEVICES.contains(device)
                && !(device.length() == 4
                        && (device.startsWith("COM") || device.startsWith("LPT"))
                        && device.charAt(3) >= '1'
                        && device.charAt(3) <= '9');
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.getBytes(UTF_8).length < 256
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> "/\\:".indexOf(c) >= 0 || Character.isISOControl(c));
    }

    private static void requireOrdinary(Path target) throws IOException {
        try {
            var attributes =
                    Files.readAttributes(
                            target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new FileAlreadyExistsException(target.toString());
            }
        } catch (NoSuchFileException e) {
            // It will be new.
        }
    }

    private static void fill(Path part, InputStream in, long size, LongConsumer progress)
            throws IOException {
        var source = Channels.newChannel(in);
        try (var file =
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            while (at < size) {
                long moved = file.transferFrom(source, at, Math.min(16_384, size - at));
                if (moved == 0) {
                    throw new EOFException("at byte " + at);
                }
                at += moved;
                progress.accept(at);
            }
        }
    }

    private static byte[] digest(Path part) throws IOException {
        try (var file = FileChannel.open(part)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocateDirect(65_536);
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private FileReceiver() {}
}
