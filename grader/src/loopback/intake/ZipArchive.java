package loopback.intake;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// A zip archive. Its list of entries is read once, and the content of one where it matters.
///
/// @param name as sentences are to call it
record ZipArchive(String name, Opening opening) {

    @FunctionalInterface
    interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    /// The library keeps about half a kilobyte for each entry, and a list of a million equal ones
    /// packs well. So whoever is not trusted to have made an archive is counted first.
    static void requireFew(byte[] bytes, int most) {
        int entries = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                entries++;
            }
        }
        if (entries > most) {
            throw new RefusedException("there are more than " + most + " entries in it");
        }
    }

    Container container(Budget budget) {
        var entries = new ArrayList<Entry>();
        try (var zip = ZipFile.builder().setSeekableByteChannel(opening.open()).get()) {
            for (var all = zip.getEntries(); all.hasMoreElements(); ) {
                budget.entries(1);
                entries.add(entry(all.nextElement()));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    Entry.quoted(name) + " is a damaged zip archive: " + e.getMessage());
        }
        return Container.of(entries);
    }

    private Entry entry(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Entry.refused(
                    entry.getName(),
                    Entry.quoted(entry.getName()) + " is encrypted: hand it in openly");
        }
        return Entry.of(
                entry.getName(),
                kind(entry),
                entry.isDirectory() ? -1 : entry.getSize(),
                limit -> read(entry, limit));
    }

    /// The bytes of an entry. Only the two methods that every packer has are known here: others
    /// need libraries that are not there.
    private byte[] read(ZipArchiveEntry entry, int limit) throws IOException {
        int method = entry.getMethod();
        if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
            throw new IOException(
                    "it is packed by method "
                            + method
                            + " of zip, which is not read here: pack it with the usual one, Deflate");
        }
        var inflater = new Inflater(true);
        try (var channel = opening.open()) {
            var packed = Channels.newInputStream(channel.position(entry.getDataOffset()));
            return method == ZipEntry.STORED
                    ? packed.readNBytes((int) Math.min(limit + 1, entry.getCompressedSize()))
                    : new InflaterInputStream(packed, inflater).readNBytes(limit + 1);
        } finally {
            inflater.end();
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
}
