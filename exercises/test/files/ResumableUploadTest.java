package files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import kit.Attempt;
import kit.Bytes;
import kit.Folder;
import kit.Host;
import kit.Memory;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import kit.PlayedFile;
import kit.Uses;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Uses("files")
class ResumableUploadTest {

    private static final long GREAT = 5_000_000_000L;
    private static final long MIB = 1 << 20;

    @Test
    @Order(1)
    void the_file_is_announced_with_its_size_and_name() throws Exception {
        for (var name : new String[] {"a.bin", "Grüße  an €", "4"}) {
            try (var scene = new Scene()) {
                if (!scene.folder.canName(name)) {
                    continue;
                }
                scene.uploads(scene.file(name, "hello world"));
                scene.receives("RESUME 11 " + name + "\n");
                scene.answers("NO thanks");
                scene.call.fails(IOException.class);
                scene.receivesNoMore();
            }
        }
        for (var name : new String[] {"a\nOK", "a\rb", "a\u0085b"}) {
            try (var scene = new Scene()) {
                if (!scene.folder.canName(name)) {
                    continue;
                }
                scene.uploads(scene.file(name, "hello world"));
                scene.call.fails(IllegalArgumentException.class);
                scene.receivesNoMore();
            }
        }
    }

    @Test
    @Order(2)
    void only_what_the_receiver_lacks_is_sent() throws Exception {
        for (int there : new int[] {4, 10, 11, 0}) {
            sendsTheRest("hello world", there);
        }
        sendsTheRest("", 0);
        sendsTheRest("\u00ff\0\n\r\u001a", 1);
    }

    private static void sendsTheRest(String content, int there) throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", content));
            scene.receives("RESUME " + content.length() + " a.bin\n");
            scene.answers(have(content.substring(0, there)));
            scene.receives("FROM " + there + "\n");
            scene.peer.receives(content.substring(there));
            scene.answers("OK");
            scene.call.returns();
            scene.receivesNoMore();
        }
    }

    @Test
    @Order(3)
    void to_another_file_all_is_sent() throws Exception {
        beginsAt(0, have("jell"));
        beginsAt(0, have("hello worle"));
        beginsAt(0, "HAVE 4 " + sha256("hello world"));
        beginsAt(0, "HAVE 10 " + sha256("hell"));
        beginsAt(0, "HAVE 4 " + "0".repeat(64));
        beginsAt(4, "HAVE 4 " + sha256("hell").toUpperCase(Locale.ROOT));
    }

    private static void beginsAt(int from, String answer) throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.answers(answer);
            scene.receives("FROM " + from + "\n");
            scene.peer.receives("hello world".substring(from));
            scene.answers("OK");
            scene.call.returns();
            scene.receivesNoMore();
        }
    }

    @Test
    @Order(4)
    void transfer_to_is_called_until_all_is_sent() throws Exception {
        try (var scene = new Scene()) {
            var file = scene.file("a.bin", "hello world").transfersAtMost(1, 3, 0, 0, 2);
            scene.uploads(file);
            scene.receives("RESUME 11 a.bin\n");
            scene.answers(have("hell"));
            scene.receives("FROM 4\n");
            scene.receives("o world");
            scene.answers("OK");
            scene.call.returns();
            scene.receivesNoMore();
            assertEquals(7, file.transferred(), "bytes that transferTo has sent");
        }
    }

    @Test
    @Order(5)
    void a_file_may_be_very_long() throws Exception {
        try (var scene = new Scene()) {
            var file = PlayedFile.huge(scene.folder, "disk.img", GREAT);
            scene.uploads(file);
            scene.receives("RESUME 5000000000 disk.img\n");
            scene.answers(have(""));
            scene.receives("FROM 0\n");
            scene.answers("OK");
            scene.call.returns();
            assertEquals(GREAT, file.transferred(), "bytes that transferTo has sent");
            assertEquals(GREAT, scene.told.getLast().bytes(), "the last progress that was told");
        }
        for (long there : new long[] {3L << 30, (4L << 30) + 1}) {
            try (var scene = new Scene()) {
                var file = PlayedFile.huge(scene.folder, "disk.img", GREAT).isDamagedFrom(MIB);
                scene.uploads(file);
                scene.receives("RESUME 5000000000 disk.img\n");
                scene.answers("HAVE " + there + " " + sha256("\0") + "\nOK");
                scene.fails("Input/output error");
                scene.receivesNoMore();
            }
        }
        try (var scene = new Scene()) {
            var file = PlayedFile.huge(scene.folder, "disk.img", 8 * MIB + 1);
            scene.uploads(file);
            scene.receives("RESUME 8388609 disk.img\n");
            scene.answers(have("\0".repeat(3 << 20)));
            scene.receives("FROM 3145728\n");
            scene.answers("OK");
            scene.call.returns();
            assertEquals(5 * MIB + 1, file.transferred(), "bytes that transferTo has sent");
            assertTrue(
                    file.mostAsked() <= MIB,
                    () -> "a call of transferTo has asked for " + file.mostAsked() + " bytes");
            scene.memory.wasLessThan(1024);
        }
    }

    @Test
    @Order(6)
    void progress_is_told_while_it_is_made() throws Exception {
        tells("4, 5, 8, 10, 11", "hello world", "hell");
        tells("0, 1, 4, 6, 7, 10, 11", "hello world", "jell");
        tells("11", "hello world", "hello world");
        tells("0", "", "");

        for (long last : new long[] {4, 8}) {
            try (var scene = new Scene()) {
                var enough = new IllegalStateException("enough");
                scene.throwsAt(last, enough);
                scene.uploads(scene.file("a.bin", "hello world").transfersAtMost(1, 3, 0));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers(have("hell"));
                assertSame(enough, scene.call.fails(IllegalStateException.class));
                scene.peer.receives("FROM 4\n" + "hello world".substring(4, (int) last));
                scene.receivesNoMore();
            }
        }
    }

    private static void tells(String expected, String content, String there) throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", content).transfersAtMost(1, 3, 0, 0, 2));
            scene.receives("RESUME " + content.length() + " a.bin\n");
            scene.answers(have(there) + "\nOK");
            scene.call.returns();

            var told = scene.told.stream().map(it -> "" + it.bytes()).collect(joining(", "));
            assertEquals(expected, told, "the progress that was told");
            long from = scene.told.getFirst().bytes();
            for (var each : scene.told) {
                assertEquals(
                        each.bytes() - from,
                        each.transferred(),
                        "bytes that had been sent when " + each.bytes() + " was told");
                assertSame(scene.thread, each.by(), "the thread that tells it");
            }
        }
    }

    @Test
    @Order(7)
    void the_file_may_change_meanwhile() throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(
                    scene.file("a.bin", "hello world")
                            .transfersAtMost(5)
                            .hasAnotherSizeAfter(5, 30));
            scene.receives("RESUME 11 a.bin\n");
            scene.answers(have(""));
            scene.receives("FROM 0\n");
            scene.receives("hello world");
            scene.answers("OK");
            scene.call.returns();
            scene.receivesNoMore();
        }
        for (int left : new int[] {8, 5, 0}) {
            try (var scene = new Scene()) {
                scene.uploads(
                        scene.file("a.bin", "hello world")
                                .transfersAtMost(5)
                                .hasAnotherSizeAfter(5, left));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers(have("") + "\nOK");
                scene.call.fails(EOFException.class);
            }
        }
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world").hasAnotherSizeAfter(3, 6));
            scene.receives("RESUME 11 a.bin\n");
            scene.answers(have("hello wo") + "\nOK");
            scene.call.fails(EOFException.class);
            scene.receivesNoMore();
        }
    }

    @Test
    @Order(8)
    void what_the_protocol_does_not_know_is_refused() throws Exception {
        var hell = sha256("hell");
        for (var answer :
                new String[] {
                    "HAVE 12 " + sha256("hello world\0"),
                    "HAVE -1 " + hell,
                    "HAVE 4294967300 " + hell,
                    "HAVE 18446744073709551620 " + hell,
                    "HAVE +4 " + hell,
                    "HAVE \u0664 " + hell,
                    "HAVE 0x4 " + hell,
                    "HAVE  " + hell,
                    "HAVE  4 " + hell,
                    "HAVE 4  " + hell,
                    "HAVE 4 " + hell + " ",
                    "HAVE 4 " + hell + "\r",
                    "HAVE 4 " + hell + "00",
                    "HAVE 4 " + hell.substring(1),
                    "HAVE 4 " + hell.substring(1) + "g",
                    "HAVE 4 ",
                    "HAVE 4",
                    "HAVE",
                    "have 4 " + hell,
                    "HAVING 4 " + hell,
                    "HAVE 4 " + hell + " " + hell,
                    "OK",
                    "NOTHING",
                    "NO " + "\u00df".repeat(98) + "x",
                    ""
                }) {
            try (var scene = new Scene()) {
                scene.uploads(scene.file("a.bin", "hello world"));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers(answer + "\nOK");
                scene.refuses(answer.replace(hell, "SHA-256"));
                scene.receivesNoMore();
            }
        }
        for (var answer : new String[] {"ok", "OK ", "OK\r", "DONE", "HAVE 11 " + hell, ""}) {
            try (var scene = new Scene()) {
                scene.uploads(scene.file("a.bin", "hello world"));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers(have("hell") + "\n" + answer);
                scene.refuses(answer.replace(hell, "SHA-256") + " instead of OK");
            }
        }
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.sends("NO " + "x".repeat(197));
            scene.refuses("200 bytes without an LF");
        }
    }

    @Test
    @Order(9)
    void a_refusal_or_an_early_end_is_no_success() throws Exception {
        for (var reason : new String[] {"disk full", "zu groß: 3 € fehlen", "x".repeat(196)}) {
            try (var scene = new Scene()) {
                scene.uploads(scene.file("a.bin", "hello world"));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers("NO " + reason);
                scene.fails(reason);
                scene.receivesNoMore();
            }
            try (var scene = new Scene()) {
                scene.uploads(scene.file("a.bin", "hello world"));
                scene.receives("RESUME 11 a.bin\n");
                scene.answers(have("hell"));
                scene.receives("FROM 4\n");
                scene.answers("NO " + reason);
                scene.fails(reason);
            }
        }
        for (var answer : new String[] {"", "H", have("hell"), have("hell") + "\n", "NO disk"}) {
            endsAfter(answer);
        }
        endsAfter(have("hell") + "\nOK");
        endsAfter(have("hell") + "\nNO");
    }

    private static void endsAfter(String answer) throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.sends(answer);
            scene.peer.finishes();
            scene.call.fails(EOFException.class);
        }
    }

    @Test
    @Order(10)
    void the_connection_is_left_to_the_caller() throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.peer.trickles(have("hell") + "\n");
            scene.receives("FROM 4\no world");
            scene.answers("OK\nHELLO");
            scene.call.returns();
            assertTrue(scene.channel.isOpen(), "the channel is open");
            assertEquals("HELLO\n", scene.isLeft(6), "what the receiver has sent after OK");

            scene.uploads(scene.file("b.bin", "hello!"));
            scene.receives("RESUME 6 b.bin\n");
            scene.answers(have("") + "\nNO thanks\nHELLO");
            scene.fails("thanks");
            assertTrue(scene.channel.isOpen(), "the channel is open after NO");
            scene.peer.receives("FROM 0\nhello!");
            assertEquals("HELLO\n", scene.isLeft(6), "what the receiver has sent after NO");
        }
    }

    @Test
    @Order(11)
    void what_fails_is_thrown_as_it_is() throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.folder.path("/missing.bin"));
            scene.call.fails(NoSuchFileException.class);
            scene.receivesNoMore();
        }
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world").transfersAtMost(4).isDamagedFrom(8));
            scene.receives("RESUME 11 a.bin\n");
            scene.answers(have("hell"));
            scene.peer.receives("FROM 4\no wo");
            scene.fails("Input/output error");
            assertTrue(scene.channel.isOpen(), "the channel is open");
        }
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.peer.resets();
            scene.call.fails(SocketException.class);
        }
    }

    @Test
    @Order(12)
    void an_interrupt_ends_the_upload() throws Exception {
        try (var scene = new Scene()) {
            scene.uploads(scene.file("a.bin", "hello world"));
            scene.receives("RESUME 11 a.bin\n");
            scene.call.getsUnderWay();
            Wire.note("somebody", "interrupts the thread");
            scene.call.interrupt();
            scene.call.fails(ClosedByInterruptException.class);
            assertTrue(scene.interrupted, "the thread is still interrupted");
            assertFalse(scene.channel.isOpen(), "the channel is open");
        }
    }

    /// The line of a receiver that has these bytes.
    private static String have(String bytes) {
        return "HAVE " + bytes.length() + " " + sha256(bytes);
    }

    private static String sha256(String bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Bytes.of(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What was told of the progress.
    ///
    /// @param transferred how many bytes had been transferred by then
    private record Told(long bytes, long transferred, Thread by) {}

    /// A folder, and a receiver to which there is a connection.
    private static final class Scene implements AutoCloseable {

        final Folder folder = Folder.empty();
        final Host host = Host.open();
        final SocketChannel channel = SocketChannel.open(host.address());
        final Peer peer = host.accepts();
        final List<Told> told = Collections.synchronizedList(new ArrayList<>());
        final Memory memory = new Memory();
        Attempt<Void> call;
        volatile Thread thread;
        volatile boolean interrupted;
        private long throwsAt = -1;
        private RuntimeException thrown;

        Scene() throws IOException {}

        PlayedFile file(String name, String bytes) throws IOException {
            return PlayedFile.in(folder, "/" + name, Bytes.of(bytes));
        }

        /// Lets the progress throw when so many bytes are told.
        void throwsAt(long bytes, RuntimeException thrown) {
            throwsAt = bytes;
            this.thrown = thrown;
        }

        void uploads(PlayedFile file) {
            uploads(file.path(), bytes -> tell(bytes, file));
        }

        void uploads(Path file) {
            uploads(file, _ -> {});
        }

        private void uploads(Path file, LongConsumer progress) {
            call =
                    Attempt.of(
                            memory.watches(() -> {
                                thread = Thread.currentThread();
                                try {
                                    ResumableUpload.upload(file, channel, progress);
                                    return null;
                                } finally {
                                    interrupted = Thread.currentThread().isInterrupted();
                                }
                            }));
        }

        private void tell(long bytes, PlayedFile file) {
            told.add(new Told(bytes, file.transferred(), Thread.currentThread()));
            if (bytes == throwsAt) {
                Wire.note("progress", "throws " + thrown);
                throw thrown;
            }
        }

        /// Checks that these bytes come, in UTF-8, while the call is under way.
        void receives(String expected) {
            var bytes = expected.getBytes(UTF_8);
            Patience.until(() -> peer.available() >= bytes.length || call.isOver());
            if (peer.available() < bytes.length && call.isOver()) {
                call.returns();
            }
            peer.receives(bytes);
        }

        void receivesNoMore() throws IOException {
            if (channel.isOpen()) {
                channel.shutdownOutput();
                peer.seesTheEnd();
            }
        }

        void answers(String line) throws IOException {
            sends(line + "\n");
        }

        void sends(String text) throws IOException {
            peer.sends(text.getBytes(UTF_8));
        }

        void fails(String message) {
            var thrown = call.fails(IOException.class);
            if (!String.valueOf(thrown.getMessage()).contains(message)) {
                throw Mismatch.of("an IOException with \"" + message + "\"", thrown.toString());
            }
        }

        /// Checks that the call refuses what was said.
        void refuses(String said) {
            try {
                call.fails(ProtocolException.class);
            } catch (AssertionError e) {
                var told = Bytes.visible(said.getBytes(UTF_8));
                throw new AssertionError("for " + told + " " + e.getMessage(), e.getCause());
            }
        }

        /// The bytes that can still be read from the channel, as many as that.
        String isLeft(int count) throws IOException {
            var bytes = ByteBuffer.allocate(count);
            channel.configureBlocking(false);
            Patience.until(() -> isFull(bytes));
            channel.configureBlocking(true);
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        }

        private boolean isFull(ByteBuffer bytes) {
            try {
                return channel.read(bytes) < 0 || !bytes.hasRemaining();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            peer.close();
            host.close();
            folder.close();
        }
    }
}
