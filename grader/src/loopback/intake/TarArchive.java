package loopback.intake;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// A tar archive, packed by gzip or not. It is read from its beginning to its end, and what may
/// matter of it is kept in memory.
final class TarArchive {

    /// For one header with the long names and extended headers before it, which the library reads
    /// into memory whole.
    private static final int GREATEST_HEADER = 1 << 20;

    /// Counts the unpacked bytes and limits the length of headers.
    private static final class Counted extends FilterInputStream {

        private final Budget budget;
        private long allowed = Long.MAX_VALUE;

        Counted(InputStream in, Budget budget) {
            super(in);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length > 0 && allowed == 0) {
                throw new RefusedException(
                        "one of its names or headers has more than " + GREATEST_HEADER + " bytes");
            }
            int count = super.read(bytes, from, (int) Math.min(length, allowed));
            allowed -= Math.max(0, count);
            budget.bytes(Math.max(0, count));
            return count;
        }

        /// Skipping must be counted, too, so it is done by reading.
        @Override
        public long skip(long bytes) throws IOException {
            long left = bytes;
            var skipped = new byte[8192];
            while (left > 0) {
                int count = read(skipped, 0, (int) Math.min(skipped.length, left));
                if (count < 0) {
                    break;
                }
                left -= count;
            }
            return bytes - left;
        }

        void allow(long bytes) {
            allowed = bytes;
        }
    }

    private final Budget budget;
    private final Counted unpacked;
    private final TarArchiveInputStream tar;
    private long kept;

    private TarArchive(Counted unpacked, Budget budget) {
        this.budget = budget;
        this.unpacked = unpacked;
        tar = new TarArchiveInputStream(unpacked);
    }

    static Container read(InputStream from, Budget budget) throws IOException {
        try (var raw = new BufferedInputStream(from);
                var counted = new Counted(unpacked(raw), budget)) {
            return new TarArchive(counted, budget).read();
        }
    }

    private static InputStream unpacked(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        var head = raw.readNBytes(2);
        raw.reset();
        return Archives.isGzip(head)
                ? GzipCompressorInputStream.builder()
                        .setInputStream(raw)
                        .setDecompressConcatenated(true)
                        .get()
                : raw;
    }

    private Container read() throws IOException {
        var entries = new ArrayList<Entry>();
        while (true) {
            unpacked.allow(GREATEST_HEADER);
            var entry = tar.getNextEntry();
            unpacked.allow(Long.MAX_VALUE);
            if (entry == null) {
                return Container.of(entries);
            }
            budget.entries(1);
            entries.add(entry(entry));
            tar.transferTo(java.io.OutputStream.nullOutputStream()); // No part of a header.
        }
    }

    private Entry entry(TarArchiveEntry entry) throws IOException {
        var kind = kind(entry);
        var name = entry.getName();
        boolean isArchive = Archives.isNamedLikeOne(name);
        boolean matters =
                kind == Entry.Kind.FILE
                        && (SubmittedSources.isJava(name)
                                || isArchive
                                || TopLevelEntries.isMetadata(name));
        if (!matters) {
            return Entry.of(name, kind, -1, Entry.Content.NONE);
        }
        int greatest =
                SubmittedSources.isJava(name)
                        ? SourceExtractor.GREATEST_FILE
                        : SourceExtractor.GREATEST_ARCHIVE;
        var bytes = tar.readNBytes(greatest + 1);
        kept += bytes.length;
        if (kept > budget.mostKept()) {
            throw new RefusedException(
                    "with "
                            + Entry.quoted(name)
                            + " there is too much in it to be kept in memory: unpack it, or pack it"
                            + " as zip");
        }
        return Entry.of(
                name,
                kind,
                bytes.length > greatest ? -1 : entry.getSize(),
                limit -> bytes.length > limit ? Arrays.copyOf(bytes, limit + 1) : bytes);
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
}
