package files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Glimpses.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import kit.Attempt;
import kit.Bytes;
import kit.Folder;
import kit.Host;
import kit.Limits;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import kit.Uses;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Uses("files")
@Limits(heapMiB = 32, fileMiB = 48)
class FileReceiverTest {

    private static final int PIECE = 65_536;
    private static final int MANY = 576;

    /// Characters of a header that the transcript shows.
    private static final int SHOWN = 60;

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final String FAR = "f".repeat(255);

    @Test
    @Order(1)
    void a_file_arrives_under_its_name() throws Exception {
        try (var folder = folder();
                var line = new Line()) {
            arrives("hello.txt", "hello", line, folder);
            arrives("no bytes", "", line, folder);
            arrives("a b  c.tar.gz", "\n\r\n 5 c", line, folder);
            if (folder.canName("grüße.txt")) {
                arrives("grüße.txt", "hello", line, folder);
                arrives("cafe\u0301", "hello", line, folder);
            }
            line.sends(header("x", "digits").toUpperCase(Locale.ROOT), "x");
            assertEquals("/in/DIGITS", receive(line, folder).returns().toString());
            is("x", folder.path("/in/DIGITS"));
        }
    }

    @Test
    @Order(2)
    void header_and_file_may_come_in_any_pieces() throws Exception {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (128 + i);
        }
        var much = Bytes.pattern(300_001);
        try (var folder = folder();
                var line = new Line()) {
            var call = receive(line, folder);
            sendsInPieces(
                    call,
                    line.sender,
                    header(all, "all") + text(all),
                    1,
                    2,
                    64,
                    65,
                    67,
                    68,
                    72,
                    73,
                    74);
            call.returns();
            is(all, folder.path("/in/all"));
            line.sender.sendsInTheBackground(Bytes.of(header(much, "much") + text(much)));
            receive(line, folder).returns();
            is(much, folder.path("/in/much"));
        }
    }

    /// Sends the next piece when the one before it was read; `ends` are those of all but the last.
    private static void sendsInPieces(Attempt<?> call, Peer sender, String text, int... ends)
            throws IOException {
        int from = 0;
        for (int to : ends) {
            sender.sends(text.substring(from, to));
            sender.waitsUntilReadOr(call::isOver);
            from = to;
        }
        sender.sends(text.substring(from));
    }

    @Test
    @Order(3)
    void what_follows_the_file_is_left_alone() throws Exception {
        try (var folder = folder();
                var line = new Line()) {
            hasItsOptions(line, folder);
            line.socket.setSoTimeout(3_600_000);
            line.socket.setTcpNoDelay(true);
            line.socket.setKeepAlive(true);
            line.socket.setTrafficClass(16);
            hasItsOptions(line, folder);
            line.sender.sends(
                    header("one", "1") + "one" + header("", "2") + header("3", "3") + "3.");
            line.sender.finishes();
            receive(line, folder).returns();
            receive(line, folder).returns();
            receive(line, folder).returns();
            is("3", folder.path("/in/3"));
            line.socket.getOutputStream().write(Bytes.of("OK\n"));
            line.sender.receives("OK\n");
            line.leaves(".");
        }
    }

    private static void hasItsOptions(Line line, Folder folder) throws IOException {
        var before = options(line.socket);
        Wire.note("caller", "has set " + before);
        var during = new AtomicReference<>("");
        line.sends(header("hello", "0"), "hello");
        receive(line, folder, 5, _ -> during.set(options(line.socket))).returns();
        assertEquals(before, during.get(), "options of the socket during the call");
        assertEquals(before, options(line.socket), "options of the socket after the call");
    }

    @Test
    @Order(4)
    void the_file_appears_whole_in_one_step() throws Exception {
        try (var folder = folder();
                var line = new Line()) {
            var seen = folder.looksAt("/in/report");
            comes("report", "new file", line, folder);
            seen.are(NOTHING, "new file");
            arrives("report", "", line, folder);
            comes("report", "other", line, folder);
            seen.are(NOTHING, "new file", "", "other");
        }
        try (var folder = folder();
                var line = new Line()) {
            for (var name : List.of("report.part", "report.tmp", ".report", "temp", "report~")) {
                Files.writeString(folder.path("/in/" + name), "mine");
            }
            var part = newFileOf(line, folder);
            Files.writeString(folder.path(part), "mine, too");
            var before = folder.contents();
            newFileOf(line, folder);
            isAsBefore(before, folder);
        }
    }

    /// The path of the file that the bytes are written to, while a report of 300000 bytes comes.
    private static String newFileOf(Line line, Folder folder) throws IOException {
        var before = folder.contents();
        var much = Bytes.pattern(300_000);
        var meanwhile = new TreeMap<String, String>();
        line.sender.sendsInTheBackground(Bytes.of(header(much, "report") + text(much)));
        LongConsumer progress =
                _ -> {
                    meanwhile.clear();
                    meanwhile.putAll(folder.contents());
                };
        receive(line, folder, much.length, progress).returns();
        meanwhile.keySet().removeAll(before.keySet());
        if (meanwhile.size() != 1 || !isPart(meanwhile.toString())) {
            throw Mismatch.of("a new file in /in at the last progress", meanwhile.toString());
        }
        before.put("/in/report", "300000 bytes");
        isAsBefore(before, folder);
        return meanwhile.firstKey();
    }

    private static void comes(String name, String file, Line line, Folder folder)
            throws IOException {
        var call = receive(line, folder);
        var header = header(file, name);
        line.announces(header);
        sendsInPieces(call, line.sender, header + file, header.length(), header.length() + 1);
        call.returns();
    }

    @Test
    @Order(5)
    void calls_do_not_disturb_each_other() throws Exception {
        try (var folder = folder();
                var one = new Line();
                var other = new Line()) {
            var first = receive(one, folder);
            one.sender.sends(header("first file", "report") + "first");
            one.sender.waitsUntilReadOr(first::isOver);
            var second = receive(other, folder);
            other.sender.sends(header("second", "report") + "second");
            second.returns();
            is("second", folder.path("/in/report"));
            one.sender.sends(" file");
            first.returns();
            is("first file", folder.path("/in/report"));
            assertEquals(1, count(folder), "files in /in");
        }
    }

    @Test
    @Order(6)
    void another_digest_is_refused() throws Exception {
        try (var folder = folder()) {
            Files.writeString(folder.path("/in/report"), "old file");
            var seen = folder.looksAt("/in/report");
            var hello = header("hello", "report");
            fails(ProtocolException.class, hello, "hellO", folder);
            for (int digit : new int[] {0, 1, 31, 63}) {
                var other = new StringBuilder(hello);
                other.setCharAt(digit, hello.charAt(digit) == '0' ? '1' : '0');
                fails(ProtocolException.class, other.toString(), "hello", folder);
            }
            fails(ProtocolException.class, hello.replace(" 5 ", " 0 "), "", folder);
            fails(ProtocolException.class, hello.replace(" 5 ", " 4 "), "hell", folder);
            seen.are("old file");
        }
    }

    @Test
    @Order(7)
    void an_early_end_leaves_everything_as_it_was() throws Exception {
        try (var folder = folder()) {
            Files.writeString(folder.path("/in/report"), "old file");
            var seen = folder.looksAt("/in/report");
            var header = header("hello", "report");
            for (var sent : List.of("", "0", header.strip(), header, header + "hell")) {
                failsWithout(EOFException.class, sent, folder, Peer::finishes);
            }
            failsWithout(IOException.class, header + "hell", folder, Peer::resets);
            for (var sent : List.of("", header, header + "hell")) {
                failsWithout(SocketTimeoutException.class, sent, folder, _ -> {});
            }
            seen.are("old file");
        }
    }

    /// What the sender does then.
    @FunctionalInterface
    private interface Then {
        void does(Peer sender) throws IOException;
    }

    private static void failsWithout(
            Class<? extends IOException> type, String sent, Folder folder, Then then)
            throws IOException {
        try (var line = new Line()) {
            var before = folder.contents();
            line.socket.setSoTimeout(type == SocketTimeoutException.class ? 20 : 0);
            if (!sent.isEmpty()) {
                line.sends(sent, "");
            }
            var call = receive(line, folder);
            if (type == IOException.class) {
                line.sender.waitsUntilRead();
            }
            then.does(line.sender);
            call.fails(type);
            isAsBefore(before, folder);
            line.isOpen();
        }
    }

    @Test
    @Order(8)
    void a_header_of_another_form_is_refused() throws Exception {
        try (var folder = folder()) {
            var digest = header("hello", "").substring(0, 64);
            for (var bad :
                    List.of(
                            "\n",
                            "hello\n",
                            digest.substring(1) + " 5 report\n",
                            digest + "0 5 report\n",
                            "g" + digest.substring(1) + " 5 report\n",
                            utf8("\uff11") + digest.substring(1) + " 5 report\n",
                            " " + digest + " 5 report\n",
                            digest + "\n",
                            digest + " report\n",
                            digest + " 5\n",
                            digest + " 5 \n",
                            digest + " -5 report\n",
                            digest + " +5 report\n",
                            digest + " 05 report\n",
                            digest + " 00 report\n",
                            digest + " 5. report\n",
                            digest + " 0x5 report\n",
                            digest + " " + utf8("\uff15") + " report\n",
                            digest + " 9223372036854775808 report\n",
                            digest + " 18446744073709551621 report\n",
                            digest + "  5 report\n",
                            digest + "\t5 report\n",
                            digest + " 5\treport\n",
                            digest + " 5 report\r\n",
                            digest + " 5 \u00fc\n",
                            digest + " 5 rep\u00c3\n",
                            digest + " 5 \u00c0\u00ae\u00c0\u00ae\n",
                            digest + " 5 \u00ed\u00a0\u0080\n",
                            "x".repeat(512))) {
                isRefused(ProtocolException.class, bad, NO_LIMIT, folder);
            }
            fails(EOFException.class, "x".repeat(511), "", folder);
            for (var bad : List.of("hello\n", "x".repeat(512))) {
                try (var line = new Line()) {
                    line.sender.sends(bad);
                    receive(line, folder).fails(ProtocolException.class);
                }
            }
        }
    }

    @Test
    @Order(9)
    void a_name_does_not_lead_anywhere() throws Exception {
        try (var folder = folder()) {
            Files.writeString(folder.path("/other/file"), "mine");
            var bad = new ArrayList<>(List.of("../other/file", "/other/file", ".", "..", "/"));
            bad.addAll(List.of("a/b", "a/", "./a", "in/../a", "..\\other\\file", "a\\b", "\\a"));
            bad.addAll(List.of("C:a", "a:b", "a\0b", "a\tb", "a\u001b[2Jb", "a\rb", "\u007f"));
            bad.addAll(List.of("a\u0080", "\u0085a", "a\u009fb", FAR + "f", "f".repeat(300)));
            bad.addAll(
                    List.of("é".repeat(128), "€".repeat(86), "\0", "report\0.txt", "nul.\u2028"));
            for (var device : "CON PRN AUX NUL".split(" ")) {
                bad.addAll(List.of(device, device.toLowerCase(Locale.ROOT), device + ".tar.gz"));
            }
            for (int i = 1; i <= 9; i++) {
                bad.addAll(List.of("COM" + i, "Lpt" + i + ".txt"));
            }
            for (var name : bad) {
                isRefused(ProtocolException.class, header("hello", name), NO_LIMIT, folder);
            }
            try (var line = new Line()) {
                var good = new ArrayList<>(List.of("..a", "a..b", ".hidden", "%2e%2e%2fa", FAR));
                good.addAll(List.of("CONSOLE", "COM10", "COM0.txt", "x.nul", "a con", "-rf", " a"));
                good.addAll(List.of("LPT", "~", "$HOME", "a'b", "a;b", "auxiliary.c", "a&b", "5"));
                for (var name : good) {
                    arrives(name, "hello", line, folder);
                }
                arrives("Report", "upper", line, folder);
                arrives("report", "lower", line, folder);
                if (folder.tellsCasesApart()) {
                    is("upper", folder.path("/in/Report"));
                }
            }
        }
    }

    @Test
    @Order(10)
    void what_is_no_ordinary_file_is_not_replaced() throws Exception {
        try (var folder = folder()) {
            Files.writeString(folder.path("/other/file"), "mine");
            Files.writeString(folder.path("/in/file"), "mine, too");
            Files.createDirectory(folder.path("/in/folder"));
            Files.createSymbolicLink(folder.path("/in/outside"), folder.path("/other/file"));
            Files.createSymbolicLink(folder.path("/in/inside"), folder.path("/in/file"));
            Files.createSymbolicLink(folder.path("/in/nowhere"), folder.path("/other/nothing"));
            Files.createSymbolicLink(folder.path("/in/other"), folder.path("/other"));
            for (var name : List.of("folder", "outside", "inside", "nowhere", "other")) {
                var header = header("hello", name);
                isRefused(FileAlreadyExistsException.class, header, NO_LIMIT, folder);
            }
        }
    }

    @Test
    @Order(11)
    void a_size_is_held_against_the_limit() throws Exception {
        try (var folder = folder()) {
            var tooMuch = header("hello", "report");
            isRefused(ProtocolException.class, tooMuch, 4, folder);
            isRefused(ProtocolException.class, tooMuch, 0, folder);
            var huge = tooMuch.replace(" 5 ", " 4294967301 ");
            isRefused(ProtocolException.class, huge, 4_294_967_300L, folder);
            isRefused(ProtocolException.class, huge, Integer.MAX_VALUE, folder);
            var most = tooMuch.replace(" 5 ", " " + Long.MAX_VALUE + " ");
            isRefused(ProtocolException.class, most, Long.MAX_VALUE - 1, folder);
            for (var header : List.of(huge, most, tooMuch.replace(" 5 ", " 2147483648 "))) {
                fails(EOFException.class, header, "hello", folder);
            }
            try (var line = new Line()) {
                line.sender.sends(tooMuch + "hello" + header("", "nothing"));
                receive(line, folder, 5, _ -> {}).returns();
                is("hello", folder.path("/in/report"));
                receive(line, folder, 0, _ -> {}).returns();
                is("", folder.path("/in/nothing"));
            }
        }
    }

    @Test
    @Order(12)
    void a_file_may_be_larger_than_the_memory() throws Exception {
        var piece = Bytes.pattern(PIECE);
        var digest = sha256();
        for (int i = 0; i < MANY; i++) {
            digest.update(piece);
        }
        long size = (long) MANY * PIECE;
        try (var folder = folder();
                var line = new Line()) {
            var told = new AtomicLong();
            line.sender.sends(hex(digest.digest()) + " " + size + " large\n");
            var call = receive(line, folder, size, told::set);
            line.sender.sendsAllInTheBackground(piece, MANY);
            for (long some = PIECE; some < size; some += 16 * PIECE) {
                long reached = some;
                if (!Patience.until(() -> told.get() >= reached || call.isOver())) {
                    break;
                }
            }
            call.returns();
            assertEquals(size, Files.size(folder.path("/in/large")), "bytes of the file");
        }
    }

    @Test
    @Order(13)
    void progress_is_told_while_the_bytes_come() throws Exception {
        var much = Bytes.pattern(1_000_000);
        try (var folder = folder();
                var line = new Line()) {
            var told = Collections.synchronizedList(new ArrayList<Long>(List.of(0L)));
            var threads = Collections.synchronizedSet(new HashSet<Thread>());
            var call =
                    Attempt.of(() -> {
                        threads.add(Thread.currentThread());
                        return FileReceiver.receive(
                                line.socket,
                                folder.path("/in"),
                                much.length,
                                come -> {
                                    told.add(come);
                                    threads.add(Thread.currentThread());
                                    Patience.changed();
                                });
                    });
            line.sender.sends(header(much, "much"));
            for (int from = 0; from < much.length; from += PIECE) {
                int to = Math.min(much.length, from + PIECE);
                line.sender.sends(Arrays.copyOfRange(much, from, to));
                long least = to - PIECE + 1;
                if (!Patience.until(() -> told.getLast() >= least || call.isOver())) {
                    throw Mismatch.of("progress when " + to + " bytes had come", "" + told);
                }
                if (told.getLast() > to) {
                    throw Mismatch.of("at most " + to, "progress " + told.getLast());
                }
            }
            call.returns();
            areSteps(told, much.length);
            assertEquals(1, threads.size(), "threads that told progress, with that of the call");
            told.clear();
            line.sender.sends(header("", "nothing"));
            receive(line, folder, 0, told::add).returns();
            assertEquals(List.of(), told, "progress of a file without a byte");
        }
    }

    private static void areSteps(List<Long> told, long size) {
        for (int i = 1; i < told.size(); i++) {
            long step = told.get(i) - told.get(i - 1);
            if (step <= 0 || step > PIECE) {
                throw Mismatch.of(
                        "steps of 1 to " + PIECE,
                        "progress " + told.get(i) + " after " + told.get(i - 1));
            }
        }
        assertEquals(size, told.getLast(), "last progress");
    }

    @Test
    @Order(14)
    void what_fails_leaves_everything_as_it_was() throws Exception {
        var full = new IOException("No space left on device");
        for (int room : new int[] {0, 3, 4}) {
            passesOn(full, folder -> folder.failsAfter(room, full));
        }
        var denied = new AccessDeniedException("/in");
        passesOn(denied, folder -> folder.failsToCreate(denied));
        var elsewhere = new AtomicMoveNotSupportedException("a", "b", "another disk");
        passesOn(elsewhere, folder -> folder.failsToMove(elsewhere));
        var busy = new AccessDeniedException("/in/report");
        passesOn(busy, folder -> folder.failsToMove(busy));
        var stop = new IllegalStateException("stop");
        passesOn(
                stop,
                _ -> {},
                _ -> {
                    throw stop;
                });
        var error = new AssertionError("stop");
        passesOn(
                error,
                _ -> {},
                _ -> {
                    throw error;
                });
    }

    private static void passesOn(Throwable failure, Consumer<Folder> fails) throws IOException {
        passesOn(failure, fails, _ -> {});
    }

    private static void passesOn(Throwable failure, Consumer<Folder> fails, LongConsumer progress)
            throws IOException {
        try (var folder = folder();
                var line = new Line()) {
            Files.writeString(folder.path("/in/report"), "old");
            var seen = folder.looksAt("/in/report");
            var before = folder.contents();
            fails.accept(folder);
            line.sends(header("hello", "report"), "hello");
            var thrown = receive(line, folder, 5, progress).fails(failure.getClass());
            assertSame(failure, thrown, "what was thrown");
            seen.are("old");
            isAsBefore(before, folder);
            line.isOpen();
        }
    }

    /// A sender, and the socket through which you hear it.
    private static final class Line implements AutoCloseable {

        final Host host = Host.open("sender", "127.0.0.1", 0);
        final Socket socket = new Socket(host.address().getAddress(), host.port());
        final Peer sender = host.accepts();

        Line() throws IOException {}

        /// Sends both with one write, after the transcript has said what the header is: its digest
        /// alone would fill a line there.
        void sends(String header, String rest) throws IOException {
            announces(header);
            sender.sends(header + rest);
        }

        void announces(String header) {
            var shown =
                    header.replaceFirst(
                            "^(\\p{XDigit}{4})\\p{XDigit}{56,}(\\p{XDigit}{4} )", "$1..$2");
            boolean isLong = shown.length() > SHOWN;
            var bytes = Bytes.visible(Bytes.of(isLong ? shown.substring(0, SHOWN) : shown));
            Wire.note("sender", "has the header " + bytes + (isLong ? "…" : ""));
        }

        void isOpen() {
            assertEquals("open", socket.isClosed() ? "closed" : "open", "socket after the call");
        }

        /// Checks that this is what can be read when the call is over.
        void leaves(String rest) throws IOException {
            isOpen();
            socket.setSoTimeout(0);
            var found = socket.getInputStream().readAllBytes();
            if (!Arrays.equals(Bytes.of(rest), found)) {
                throw Mismatch.of(
                        "left to be read " + Bytes.visible(Bytes.of(rest)), Bytes.visible(found));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            sender.close();
            host.close();
        }
    }

    /// With a folder `/in` to receive into, and another beside it.
    private static Folder folder() throws IOException {
        var folder = Folder.empty();
        Files.createDirectory(folder.path("/in"));
        Files.createDirectory(folder.path("/other"));
        return folder;
    }

    private static Attempt<Path> receive(Line line, Folder folder) {
        return receive(line, folder, NO_LIMIT, _ -> {});
    }

    private static Attempt<Path> receive(
            Line line, Folder folder, long limit, LongConsumer progress) {
        var in = folder.path("/in");
        return Attempt.of(() -> FileReceiver.receive(line.socket, in, limit, progress));
    }

    private static void arrives(String name, String file, Line line, Folder folder)
            throws IOException {
        line.sends(header(file, name), file);
        var path = receive(line, folder).returns();
        assertEquals("/in/" + name, String.valueOf(path), "path");
        is(file, folder.path("/in/" + name));
    }

    private static void is(String expected, Path file) throws IOException {
        is(Bytes.of(expected), file);
    }

    private static void is(byte[] expected, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Mismatch.of(file + " of " + Bytes.summary(expected), "no such file");
        }
        var found = Files.readAllBytes(file);
        if (!Arrays.equals(expected, found)) {
            var difference = expected.length > 32 ? Bytes.difference(expected, found) : "";
            throw Mismatch.of(
                    file + " of " + Bytes.summary(expected),
                    difference.isEmpty() ? Bytes.summary(found) : difference);
        }
    }

    /// Checks that what was sent is no file, and what follows is left alone.
    private static void fails(
            Class<? extends IOException> type, String header, String file, Folder folder)
            throws IOException {
        fails(type, header + file, type == EOFException.class ? "" : "rest", NO_LIMIT, folder);
    }

    /// Checks that a header is refused, and the file behind it left alone.
    private static void isRefused(
            Class<? extends IOException> type, String header, long limit, Folder folder)
            throws IOException {
        fails(type, header, "hello", limit, folder);
    }

    private static void fails(
            Class<? extends IOException> type, String sent, String rest, long limit, Folder folder)
            throws IOException {
        try (var line = new Line()) {
            var before = folder.contents();
            line.sends(sent, rest);
            line.sender.finishes();
            receive(line, folder, limit, _ -> {}).fails(type);
            isAsBefore(before, folder);
            line.leaves(rest);
        }
    }

    private static void isAsBefore(Map<String, String> before, Folder folder) {
        var now = folder.contents();
        var added = new TreeSet<>(now.keySet());
        added.removeAll(before.keySet());
        if (!added.isEmpty()) {
            throw Mismatch.of("nothing new in the folder", added.toString());
        }
        assertEquals(before, now, "what is in the folder");
    }

    private static String header(String file, String name) {
        return header(Bytes.of(file), name);
    }

    /// Text that stands for its ISO-8859-1 bytes, as everywhere here.
    private static String header(byte[] file, String name) {
        return hex(sha256().digest(file)) + " " + file.length + " " + utf8(name) + "\n";
    }

    private static String utf8(String text) {
        return text(text.getBytes(UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /// Whether one of these files has bytes, and lies in `/in`.
    private static boolean isPart(String files) {
        return files.startsWith("{/in/") && !files.contains("=0 bytes");
    }

    private static int count(Folder folder) throws IOException {
        return (int)
                folder.contents().keySet().stream().filter(path -> path.startsWith("/in/")).count();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String options(Socket socket) {
        try {
            return "timeout %d, no delay %s, keep alive %s, linger %d, class %d"
                    .formatted(
                            socket.getSoTimeout(),
                            socket.getTcpNoDelay(),
                            socket.getKeepAlive(),
                            socket.getSoLinger(),
                            socket.getTrafficClass());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
