package loopback.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loopback.course.Exercise;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/// Small archives that are large inside: each is refused with a sentence, and costs no more than a
/// large honest one.
class ArchivesTest {

    private static final List<Exercise> ECHO = List.of(new Exercise("tiny", "Echo"));
    private static final int MIB = 1 << 20;

    @FunctionalInterface
    private interface Writing<T> {
        void to(T out) throws IOException;
    }

    @Test
    void a_method_of_packing_that_is_not_known_is_named() throws IOException {
        for (int method : new int[] {1, 9, 12, 14, 93, 95, 99}) {
            var bytes = zip(zip -> add(zip, "tiny/Echo.java", "package tiny;".getBytes(UTF_8)));
            bytes[8] = (byte) method; // In the header of the entry, and in the list at the end.
            bytes[indexOfList(bytes) + 10] = (byte) method;

            refuses("packed by method " + method + " of zip", "a.zip", bytes);
        }
    }

    @Test
    void a_name_without_end_is_not_kept() throws IOException {
        var bytes =
                gzip(out -> {
                    var tar = new TarArchiveOutputStream(out);
                    var name =
                            new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
                    name.setSize(300L * MIB);
                    tar.putArchiveEntry(name);
                    for (int i = 0; i < 300; i++) {
                        tar.write("x".repeat(MIB).getBytes(UTF_8));
                    }
                    tar.closeArchiveEntry();
                    tar.close();
                });

        refuses("headers has more than 1048576 bytes", "a.tar.gz", bytes);
    }

    @Test
    void sources_without_end_are_not_kept() throws IOException {
        var bytes =
                gzip(out -> {
                    var tar = new TarArchiveOutputStream(out);
                    for (int i = 0; i < 40; i++) {
                        var entry = new TarArchiveEntry("tiny/Echo" + i + ".java");
                        entry.setSize(32L * MIB);
                        tar.putArchiveEntry(entry);
                        for (int j = 0; j < 32; j++) {
                            tar.write(" ".repeat(MIB).getBytes(UTF_8));
                        }
                        tar.closeArchiveEntry();
                    }
                    tar.close();
                });

        refuses("it unpacks to more than 256 MiB", "a.tar.gz", bytes);
    }

    /// Each of them leads to the same bytes, which are unpacked again for each.
    @Test
    void one_archive_behind_many_names_is_not_unpacked_without_end() throws IOException {
        refuses("it unpacks to more than 256 MiB", "a.zip", large(8, 40 * MIB));
    }

    @Test
    void a_list_of_a_million_entries_is_counted_before_it_is_read() throws IOException {
        var list = new byte[46 * 1_000_000];
        for (int i = 0; i < list.length; i += 46) {
            list[i] = 'P';
            list[i + 1] = 'K';
            list[i + 2] = 1;
            list[i + 3] = 2;
        }
        var bytes = zip(zip -> add(zip, "inner.zip", concat(new byte[] {'P', 'K', 3, 4}, list)));

        refuses("more than 20000 entries", "a.zip", bytes);
    }

    /// That many entries, each a zip archive of that many bytes of nothing.
    private static byte[] large(int entries, int size) throws IOException {
        var inner =
                zip(zip -> {
                    zip.setMethod(ZipOutputStream.STORED);
                    var entry = new ZipEntry("large.txt");
                    var content = new byte[size];
                    var crc = new CRC32();
                    crc.update(content);
                    entry.setSize(size);
                    entry.setCrc(crc.getValue());
                    zip.putNextEntry(entry);
                    zip.write(content);
                });
        return zip(zip -> {
            for (int i = 0; i < entries; i++) {
                add(zip, i + ".zip", inner);
            }
        });
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] zip(Writing<ZipOutputStream> writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            writing.to(zip);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(Writing<OutputStream> writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            writing.to(gzip);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int indexOfList(byte[] zip) {
        for (int i = zip.length - 46; i >= 0; i--) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                return i;
            }
        }
        throw new AssertionError("it has no list of entries");
    }

    private static void refuses(String words, String name, byte[] bytes) {
        var entry = Entry.of(name, Entry.Kind.FILE, bytes.length, _ -> bytes);
        var sentence =
                assertThrows(
                                RefusedException.class,
                                () -> SubmittedSources.of(List.of(entry), ECHO, List.of()))
                        .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }
}
