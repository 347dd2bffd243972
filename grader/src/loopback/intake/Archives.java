package loopback.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Reads zip and tar archives, by what they are and not by their names.
final class Archives {

    private static final int ENOUGH = 512;

    /// The archive that lies there, if it is one.
    static Optional<Container> of(Path file, Budget budget) {
        var name = file.getFileName().toString();
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(ENOUGH);
            if (isZip(head)) {
                var zip = new ZipArchive(name, () -> Files.newByteChannel(file));
                return Optional.of(zip.container(budget));
            }
            return isTar(head, name)
                    ? Optional.of(TarArchive.read(Files.newInputStream(file), budget))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    Entry.quoted(name) + " cannot be unpacked: " + e.getMessage());
        }
    }

    /// The archive that these bytes are, if they are one.
    static Optional<Container> of(String name, byte[] bytes, Budget budget) {
        try {
            if (isZip(bytes)) {
                ZipArchive.requireFew(bytes, budget.mostEntries());
                var zip = new ZipArchive(name, () -> new SeekableInMemoryByteChannel(bytes));
                return Optional.of(zip.container(budget));
            }
            return isTar(bytes, name)
                    ? Optional.of(TarArchive.read(new ByteArrayInputStream(bytes), budget))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    Entry.quoted(name) + " cannot be unpacked: " + e.getMessage());
        }
    }

    /// Whether a name promises an archive, of whatever kind.
    static boolean isNamedLikeOne(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(zip|tar|tgz|gz|7z|rar|bz2|xz)");
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
    }

    static boolean isGzip(byte[] head) {
        return head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static boolean isTar(byte[] head, String name) {
        return isGzip(head)
                || head.length >= 262
                        && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")
                || name.endsWith(".tar");
    }

    private Archives() {}
}
