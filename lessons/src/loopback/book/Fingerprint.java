package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import loopback.course.FileIo;

/// Tells whether something is what it was.
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(String text) {
        return new Fingerprint().add(text).toString();
    }

    Fingerprint add(String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /// A file, or every file below a folder; what is not there counts as well.
    Fingerprint add(Path path) {
        if (Files.isDirectory(path)) {
            FileIo.walk(path).forEach(this::add);
            return this;
        }
        add(path.getFileName().toString());
        if (Files.exists(path)) {
            digest.update(FileIo.bytes(path));
        }
        digest.update((byte) 0);
        return this;
    }

    /// What was added so far, in 16 hexadecimal digits; to be asked once.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
