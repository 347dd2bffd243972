package loopback.tiny;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Archives that a stranger might hand in: broken, hostile, or packed otherwise than meant.
///
/// @param file the name of the archive
/// @param outcome `not-gradable`, or the points of 4
/// @param words the reason, or a repair
record Packed(String file, byte[] bytes, String outcome, String words) {

    private static final String RIGHT = TinyCourse.REFERENCE;

    static List<Packed> all() {
        var all = new ArrayList<Packed>();
        refused(all);
        repaired(all);
        return all;
    }

    String student() {
        return file.replaceAll("\\.(zip|tar\\.gz|tar|rar)$", "");
    }

    private static void refused(List<Packed> all) {
        refuse(all, "climbs.zip", zip("../../tiny/Echo.java", RIGHT), "\"../../tiny/Echo.java\"");
        refuse(
                all,
                "climbs-by-backslash.zip",
                zip("..\\..\\Echo.java", RIGHT),
                "Echo.java\" leads");
        refuse(all, "absolute.zip", zip("/tmp/tiny/Echo.java", RIGHT), "absolute");
        refuse(all, "drive.zip", zip("C:\\tiny\\Echo.java", RIGHT), "absolute");
        refuse(all, "tar-climbs.tar.gz", gzip(tar("../Echo.java", RIGHT)), "\"../Echo.java\"");
        refuse(all, "link.zip", link(), "\"tiny/Echo.java\" is a link");
        refuse(
                all,
                "tar-link.tar.gz",
                gzip(special("tiny/Echo.java", TarConstants.LF_SYMLINK)),
                "is a link");
        refuse(all, "hard-link.tar", special("tiny/Echo.java", TarConstants.LF_LINK), "is a link");
        refuse(all, "pipe.tar", special("tiny/Echo.java", TarConstants.LF_FIFO), "is a device");
        refuse(
                all,
                "device.tar.gz",
                gzip(special("tiny/Echo.java", TarConstants.LF_CHR)),
                "is a device");
        refuse(
                all,
                "bomb.zip",
                zip("tiny/Echo.java", " ".repeat(50_000_000)),
                "which no source needs");
        refuse(
                all,
                "tar-bomb.tar.gz",
                gzip(tar("tiny/Echo.java", " ".repeat(50_000_000))),
                "which no source needs");
        refuse(all, "lies.zip", lying(), "\"tiny/Echo.java\" says that it has");
        refuse(all, "clashes.zip", zip("tiny/Echo.java", RIGHT, "tiny/ECHO.java", RIGHT), "clash");
        refuse(
                all,
                "twice.zip",
                zip("tiny/Echo.java", RIGHT, "tiny/Echo.java", TinyCourse.HALF),
                "clash");
        refuse(
                all,
                "two-versions.zip",
                zip("a/tiny/Echo.java", RIGHT, "b/tiny/Echo.java", TinyCourse.HALF),
                "differ");
        refuse(all, "zstd.zip", packedBy(93), "packed by method 93");
        refuse(all, "encrypted.zip", encrypted(), "encrypted");
        refuse(
                all,
                "nested.zip",
                zip("a.zip", zip("b.zip", zip("c.zip", zip("tiny/Echo.java", RIGHT)))),
                "archive in an archive");
        refuse(
                all,
                "damaged.zip",
                java.util.Arrays.copyOf(zip("tiny/Echo.java", RIGHT), 60),
                "damaged");
        refuse(all, "other.rar", "Rar!\u001a\u0007\u0000".getBytes(ISO_8859_1), "no zip or tar.gz");
        refuse(all, "many.zip", many(), "more than 20000 entries");
        refuse(all, "zero.zip", zip("tiny/Echo.java", RIGHT + "\0"), "is not text");
        refuse(all, "classes.zip", zip("tiny/Echo.class", "x"), "compiled classes only");
        refuse(all, "empty.zip", zip(), "is empty");
        refuse(all, "document.zip", zip("solution.docx", "x"), "\"solution.docx\"");
        refuse(
                all,
                "elsewhere.zip",
                zip("other/Other.java", "package other; class Other { }"),
                "\"other/Other.java\"");
        refuse(all, "prints.zip", zip("a\u001b[2J\nb\u202e.txt", "x"), "a·[2J·b·.txt");
    }

    private static void repaired(List<Packed> all) {
        repair(all, "top.zip", zip("Homework/final/tiny/Echo.java", RIGHT), "taken off");
        repair(
                all,
                "mac.zip",
                zip("tiny/Echo.java", RIGHT, "__MACOSX/tiny/._Echo.java", "x"),
                "\"__MACOSX\" was left out");
        repair(
                all,
                "built.zip",
                zip(
                        "tiny/Echo.java",
                        RIGHT,
                        "target/classes/tiny/Echo.java",
                        TinyCourse.HALF,
                        ".idea/x.xml",
                        "x"),
                "\"target\" was left out");
        repair(all, "flat.tar.gz", gzip(tar("Echo.java", RIGHT)), "put into the folder tiny");
        repair(
                all,
                "wrong-folder.zip",
                zip("src/main/java/Echo.java", RIGHT),
                "put into the folder tiny");
        repair(all, "case.zip", zip("tiny/echo.java", RIGHT), "renamed to Echo.java");
        repair(all, "within.zip", zip("work.zip", zip("tiny/Echo.java", RIGHT)), "");
        repair(
                all,
                "whole-course.zip",
                zip(
                        "course/exercises/src/tiny/Echo.java",
                        RIGHT,
                        "course/solutions/src/tiny/Echo.java",
                        TinyCourse.HALF,
                        "course/exercises/test/tiny/EchoTest.java",
                        "package tiny; class EchoTest { }"),
                "exercises/src");
        var umlaut = RIGHT.replace("return text;", "return text; // grün");
        repair(
                all,
                "windows.zip",
                zip("tiny/Echo.java", umlaut.getBytes(Charset.forName("windows-1252"))),
                "Windows-1252");
        repair(
                all,
                "utf-16.zip",
                zip("tiny/Echo.java", umlaut.getBytes(java.nio.charset.StandardCharsets.UTF_16)),
                "UTF-16");
        repair(
                all,
                "utf-16-without-mark.zip",
                zip("tiny/Echo.java", umlaut.getBytes(java.nio.charset.StandardCharsets.UTF_16LE)),
                "UTF-16LE");
        repair(all, "mark.zip", zip("tiny/Echo.java", "\ufeff" + umlaut), "byte order mark");
        repair(
                all,
                "brings-a-test.zip",
                zip(
                        "tiny/Echo.java",
                        RIGHT,
                        "tiny/EchoTest.java",
                        "package tiny; class EchoTest { }"),
                "is a specification");
        repair(
                all,
                "brings-junit.zip",
                zip(
                        "tiny/Echo.java",
                        RIGHT,
                        "org/junit/jupiter/api/Assertions.java",
                        "package org.junit.jupiter.api; public class Assertions { public static void assertEquals(Object a, Object b, String c) { } }"),
                "not of this assignment");
        repair(
                all,
                "brings-the-kit.zip",
                zip(
                        "tiny/Echo.java",
                        RIGHT,
                        "kit/Patience.java",
                        "package kit; class Patience { }"),
                "not of this assignment");
        repair(
                all,
                "brings-services.zip",
                zip(
                        "tiny/Echo.java",
                        RIGHT,
                        "META-INF/services/org.junit.platform.launcher.TestExecutionListener",
                        "tiny.Echo",
                        "junit-platform.properties",
                        "junit.jupiter.extensions.autodetection.enabled=true",
                        "pom.xml",
                        "<project/>",
                        ".mvn/jvm.config",
                        "-version",
                        "module-info.java",
                        "module x { }"),
                "");
        repair(
                all,
                "other-package.zip",
                zip("tiny/Echo.java", RIGHT.replace("package tiny", "package mine")),
                "where it has to be \"package tiny;\"");
        repair(
                all,
                "no-package.zip",
                zip("Echo.java", RIGHT.replace("package tiny;", "")),
                "had no package line");
        repair(all, "copy.zip", zip("tiny/Echo (1).java", RIGHT), "renamed to Echo.java");
        repair(all, "bin.zip", zip("bin/tiny/Echo.java", RIGHT), "lay in the folder");
        repair(
                all,
                "cyrillic.zip",
                zip("tiny/E\u0441ho.java", RIGHT.replace("Echo", "E\u0441ho")),
                "letters of another alphabet");
    }

    private static void refuse(List<Packed> all, String file, byte[] bytes, String reason) {
        all.add(new Packed("refused-" + file, bytes, "not-gradable", reason));
    }

    private static void repair(List<Packed> all, String file, byte[] bytes, String repair) {
        all.add(new Packed("repaired-" + file, bytes, "4", repair));
    }

    // --- archives

    @FunctionalInterface
    private interface Writing<T> {
        void to(T out) throws IOException;
    }

    /// Names and contents, as text or as bytes, one after the other.
    static byte[] zip(Object... namesAndContents) {
        return zipped(zip -> {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putArchiveEntry(new ZipArchiveEntry((String) namesAndContents[i]));
                zip.write(bytes(namesAndContents[i + 1]));
                zip.closeArchiveEntry();
            }
        });
    }

    private static byte[] zipped(Writing<ZipArchiveOutputStream> writing) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            writing.to(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] link() {
        return zipped(zip -> {
            var entry = new ZipArchiveEntry("tiny/Echo.java");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("../../solutions/src/tiny/Echo.java".getBytes(UTF_8));
            zip.closeArchiveEntry();
        });
    }

    private static byte[] many() {
        return zipped(zip -> {
            for (int i = 0; i < 20_001; i++) {
                zip.putArchiveEntry(new ZipArchiveEntry("tiny/" + i));
                zip.closeArchiveEntry();
            }
        });
    }

    /// The size that the list of entries gives is another than that of the entry.
    private static byte[] lying() {
        var bytes = zip("tiny/Echo.java", RIGHT);
        int at = indexOf(bytes, 'P', 'K', 1, 2) + 24;
        bytes[at] = 1;
        bytes[at + 1] = 0;
        return bytes;
    }

    private static byte[] packedBy(int method) {
        var bytes = zip("tiny/Echo.java", RIGHT);
        bytes[8] = (byte) method;
        bytes[indexOf(bytes, 'P', 'K', 1, 2) + 10] = (byte) method;
        return bytes;
    }

    private static byte[] encrypted() {
        var bytes = zip("tiny/Echo.java", RIGHT);
        bytes[indexOf(bytes, 'P', 'K', 1, 2) + 8] |= 1;
        return bytes;
    }

    private static int indexOf(byte[] bytes, int... wanted) {
        for (int i = 0; i < bytes.length - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    static byte[] tar(String name, String text) {
        return tarred(tar -> {
            var entry = new TarArchiveEntry(name, true);
            var bytes = text.getBytes(UTF_8);
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        });
    }

    private static byte[] special(String name, byte type) {
        return tarred(tar -> {
            var entry = new TarArchiveEntry(name, type);
            entry.setLinkName("/etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
    }

    private static byte[] tarred(Writing<TarArchiveOutputStream> writing) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            writing.to(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] tar) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Object content) {
        return content instanceof byte[] bytes ? bytes : ((String) content).getBytes(UTF_8);
    }
}
