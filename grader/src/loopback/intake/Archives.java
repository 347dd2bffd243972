package loopback.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Reads zip and tar archives, by what they are and not by their names.
final class Archives {

    /// The most bytes that a whole tar may unpack to. A zip is only read where it matters.
    static final long MOST_BYTES = 1L << 30;

    /// The greatest file of a tar that is kept: a source, or an archive within the archive.
    private static final int GREATEST_KEPT = 32 << 20;

    private static final int ENOUGH = 512;

    /// The archive that lies there, if it is one.
    static Optional<Container> of(Path file) {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(ENOUGH);
            if (isZip(head)) {
                return Optional.of(
                        zip(file.getFileName().toString(), () -> Files.newByteChannel(file)));
            }
            return isTar(head, file)
                    ? Optional.of(tar(Files.newInputStream(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new RefusedException(
                    Entry.quoted(file.getFileName().toString())
                            + " cannot be unpacked: "
                            + e.getMessage());
        }
    }

    /// The archive that these bytes are, if they are one.
    static Optional<Container> of(String name, byte[] bytes) {
        try {
            if (isZip(bytes)) {
                return Optional.of(zip(name, () -> new SeekableInMemoryByteChannel(bytes)));
            }
            return isTar(bytes, Path.of("x"))
                    ? Optional.of(tar(new ByteArrayInputStream(bytes)))
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

    private static boolean isGzip(byte[] head) {
        return head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static boolean isTar(byte[] head, Path file) {
        return isGzip(head)
                || head.length >= 262
                        && new String(head, 257, 5, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .equals("ustar")
                || file.toString().endsWith(".tar");
    }

    // --- zip

    @FunctionalInterface
    private interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    private static Container zip(String name, Opening opening) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var zip = open(opening)) {
            for (var all = zip.getEntries(); all.hasMoreElements(); ) {
                var entry = all.nextElement();
                Container.requireFew(entries.size());
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    throw new RefusedException(
                            Entry.quoted(entry.getName()) + " is encrypted: hand it in openly");
                }
                int index = entries.size();
                entries.add(
                        Entry.of(
                                entry.getName(),
                                kind(entry),
                                entry.isDirectory() ? -1 : entry.getSize(),
                                limit -> read(opening, index, limit)));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    Entry.quoted(name) + " is a damaged zip archive: " + e.getMessage());
        }
        return Container.checked(entries);
    }

    private static ZipFile open(Opening opening) throws IOException {
        return ZipFile.builder().setSeekableByteChannel(opening.open()).get();
    }

    private static byte[] read(Opening opening, int index, int limit) throws IOException {
        try (var zip = open(opening)) {
            ZipArchiveEntry entry = null;
            var all = zip.getEntries();
            for (int i = 0; i <= index; i++) {
                entry = all.nextElement();
            }
            try (var in = zip.getInputStream(entry)) {
                return in.readNBytes(limit + 1);
            }
        }
    }

    private static Entry.Kind kind(ZipArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Entry.Kind.FOLDER;
        }
        int type = entry.getUnixMode() & 0170000;
        return switch (type) {
            case 0, 0100000 -> Entry.Kind.FILE;
            case 0040000 -> Entry.Kind.FOLDER;
            case 0120000 -> Entry.Kind.LINK;
            default -> Entry.Kind.DEVICE;
        };
    }

    // --- tar

    private static Container tar(InputStream from) throws IOException {
        var entries = new ArrayList<Entry>();
        long left = MOST_BYTES;
        try (var raw = new java.io.BufferedInputStream(from);
                var tar = new TarArchiveInputStream(unpacked(raw))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Container.requireFew(entries.size());
                left -= Math.max(0, entry.getSize());
                if (left < 0) {
                    throw new RefusedException(
                            "with "
                                    + Entry.quoted(entry.getName())
                                    + " it unpacks to more than "
                                    + MOST_BYTES
                                    + " bytes");
                }
                entries.add(entry(tar, entry));
            }
        }
        return Container.checked(entries);
    }

    private static InputStream unpacked(java.io.BufferedInputStream raw) throws IOException {
        raw.mark(ENOUGH);
        var head = raw.readNBytes(2);
        raw.reset();
        return isGzip(head)
                ? GzipCompressorInputStream.builder()
                        .setInputStream(raw)
                        .setDecompressConcatenated(true)
                        .get()
                : raw;
    }

    /// A tar is read from its beginning to its end: what may matter is kept.
    private static Entry entry(TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        var kind = kind(entry);
        var name = entry.getName();
        boolean matters =
                kind == Entry.Kind.FILE
                        && (Sources.isJava(name) || isNamedLikeOne(name) || Parts.isMetadata(name));
        if (!matters) {
            return Entry.of(name, kind, -1, Entry.Content.NONE);
        }
        var bytes = tar.readNBytes((int) Math.min(entry.getSize() + 1, GREATEST_KEPT));
        return Entry.of(
                name,
                kind,
                entry.getSize(),
                limit -> bytes.length > limit ? java.util.Arrays.copyOf(bytes, limit + 1) : bytes);
    }

    private static Entry.Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Entry.Kind.FOLDER;
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            return Entry.Kind.LINK;
        }
        return entry.isFile()
                        && !entry.isSparse()
                        && !entry.isFIFO()
                        && !entry.isBlockDevice()
                        && !entry.isCharacterDevice()
                ? Entry.Kind.FILE
                : Entry.Kind.DEVICE;
    }

    private Archives() {}
}
