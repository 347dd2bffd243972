package lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kit.Attempt;
import kit.Bytes;
import kit.CountedSocket;
import kit.Host;
import kit.Memory;
import kit.Mismatch;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class CoalesceTest {

    @Test
    @Order(1)
    void the_parts_of_a_message_leave_in_one_write() throws Exception {
        try (var socket = CountedSocket.open()) {
            var writer = writer(socket, 600);
            add(writer, "\0\0\0\5");
            add(writer, "hello");
            assertEquals("nothing", written(socket), "before the end of the message");
            end(writer);
            assertEquals("\"\\x00\\x00\\x00\\x05hello\"", written(socket));
        }
        try (var socket = CountedSocket.open()) {
            var writer = writer(socket, 600);
            var all = IntStream.range(0, 512).mapToObj(i -> "" + (char) (i & 0xff)).toList();
            all.forEach(part -> add(writer, part));
            end(writer);
            isWritten(Bytes.of(String.join("", all)), socket);
            assertEquals(List.of(512), socket.lengths(), "lengths of the writes");
        }
    }

    @Test
    @Order(2)
    void each_message_has_a_write_of_its_own() throws Exception {
        try (var socket = CountedSocket.open()) {
            var writer = writer(socket, 100);
            assertEquals("nothing", written(socket), "before the first part");
            end(writer, "hello", " ", "world");
            end(writer, "", "", "a", "", "b", "");
            assertEquals("\"hello world\" \"ab\"", written(socket));
            end(writer);
            end(writer, "", "");
            assertEquals("\"hello world\" \"ab\"", written(socket), "after two empty messages");
            end(writer, "c");
            assertEquals("\"hello world\" \"ab\" \"c\"", written(socket));
        }
    }

    @Test
    @Order(3)
    void what_fits_is_not_written_before_the_end() throws Exception {
        try (var socket = CountedSocket.open()) {
            var writer = writer(socket, 8);
            for (var message : List.of("abc defgh ", "abcdefgh", "a b c d e f g h")) {
                for (var part : message.split(" ", -1)) {
                    add(writer, part);
                    assertEquals("nothing", written(socket), "while it fits");
                }
                end(writer);
                assertEquals("\"abcdefgh\"", written(socket), "a full buffer");
                socket.clear();
            }
        }
        for (int capacity : new int[] {1, 2, 70_000}) {
            try (var socket = CountedSocket.open()) {
                var writer = writer(socket, capacity);
                var most = Bytes.pattern(capacity);
                add(writer, most);
                assertEquals(List.of(), socket.lengths(), "writes while it fits");
                end(writer);
                isWritten(Bytes.pattern(capacity), socket);
                assertEquals(List.of(capacity), socket.lengths(), "lengths of the writes");
            }
        }
    }

    @Test
    @Order(4)
    void of_a_long_message_only_the_last_write_may_be_small() throws Exception {
        try (var socket = CountedSocket.open()) {
            var message = new Message(socket, 8);
            message.adds("head");
            message.adds("the body");
            message.ends();
            message.adds("12345678");
            message.adds("9");
            message.ends();
            message.adds("1234567");
            message.adds("8123456");
            message.adds("78");
            message.ends();
        }
        for (int capacity : new int[] {1, 2, 7, 64}) {
            try (var socket = CountedSocket.open()) {
                var message = new Message(socket, capacity);
                for (int i = 0; i < 40; i++) {
                    message.adds(i * 5 % (capacity + 1));
                }
                message.ends();
                message.adds(capacity);
                message.ends();
            }
        }
    }

    @Test
    @Order(5)
    void a_long_part_is_written_at_once_in_one_write_or_two() throws Exception {
        try (var socket = CountedSocket.open()) {
            for (int length : new int[] {9, 15, 16, 17, 24, 100, 10_000}) {
                for (int before : new int[] {4, 0, 1, 7, 8}) {
                    var message = new Message(socket, 8);
                    message.adds(before);
                    message.adds(length);
                    message.adds(3);
                    message.adds(length);
                    message.ends();
                }
            }
        }
    }

    @Test
    @Order(6)
    void a_long_part_is_not_copied() throws Exception {
        var part = new byte[1_000_000];
        try (var socket = CountedSocket.open().forgetting()) {
            var writer = writer(socket, 1_000);
            Wire.note("caller", "adds a part of 1 MB");
            Attempt.to(() -> writer.add(new byte[4])).returns();
            Attempt.to(() -> writer.add(new byte[100_000])).returns();
            var memory = new Memory();
            Attempt.of(
                            memory.watches(() -> {
                                writer.add(part);
                                return part.length;
                            }))
                    .returns();
            memory.wasAtMost(64);
            end(writer);
        }
    }

    @Test
    @Order(7)
    void nobody_else_changes_what_waits_in_the_buffer() throws Exception {
        try (var socket = CountedSocket.open();
                var other = CountedSocket.open()) {
            var writer = writer(socket, 8);
            var others = writer(other, 8);
            var part = Bytes.of("abc");
            add(writer, part);
            assertEquals("\"abc\"", Bytes.visible(part), "the caller's array");
            Arrays.fill(part, (byte) '?');
            add(others, "123");
            add(writer, part);
            end(others);
            end(writer);
            assertEquals("\"abc???\"", written(socket), "the array was overwritten before the end");
            assertEquals("\"123\"", written(other), "the other socket");

            socket.clear();
            var longer = Bytes.of("0123456789");
            add(writer, longer);
            assertEquals("\"0123456789\"", Bytes.visible(longer), "the caller's array");
            Arrays.fill(longer, (byte) '?');
            end(writer);
            isWritten(Bytes.of("0123456789"), socket);
        }
    }

    @Test
    @Order(8)
    void the_stream_is_flushed_at_the_end_and_at_no_other_time() throws Exception {
        try (var socket = CountedSocket.open()) {
            var writer = writer(socket, 8);
            add(writer, "hello");
            end(writer);
            assertEquals(0, socket.unflushed(), "bytes that are written and not flushed");
            int flushes = socket.flushes();
            add(writer, "hello");
            add(writer, " world");
            add(writer, "0123456789abcdef");
            add(writer, "");
            assertEquals(flushes, socket.flushes(), "flushes before the end");
            end(writer);
            assertEquals(0, socket.unflushed(), "bytes that are written and not flushed");
            add(writer, "x".repeat(24));
            end(writer);
            assertEquals(0, socket.unflushed(), "bytes that are written and not flushed");
        }
    }

    @Test
    @Order(9)
    void the_socket_is_made_ready_when_it_is_given() throws Exception {
        for (boolean before : new boolean[] {false, true}) {
            for (boolean interactive : new boolean[] {false, true}) {
                try (var socket = CountedSocket.open()) {
                    socket.setTcpNoDelay(before);
                    Wire.note("caller", "has set TCP_NODELAY " + onOrOff(before));
                    var others = options(socket);
                    var writer = writer(socket, 100, interactive);
                    var whose = interactive ? "if somebody waits" : "if nobody waits";
                    var expected = onOrOff(before || interactive);
                    assertEquals(expected, onOrOff(socket.getTcpNoDelay()), "TCP_NODELAY " + whose);
                    assertEquals(others, options(socket), "the other options");
                    assertEquals("nothing", written(socket), "before the first part");
                    end(writer, "hello");
                    assertEquals(
                            expected, onOrOff(socket.getTcpNoDelay()), "TCP_NODELAY afterwards");
                }
            }
        }
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE}) {
            try (var socket = CountedSocket.open()) {
                Wire.note("caller", "asks for a buffer of " + capacity + " bytes");
                Attempt.of(() -> new Coalesce(socket, capacity, true))
                        .fails(IllegalArgumentException.class);
                assertEquals("off", onOrOff(socket.getTcpNoDelay()), "TCP_NODELAY after a refusal");
            }
        }
        var failure = new SocketException("out of order");
        try (var socket = CountedSocket.open().failingToSet(failure)) {
            var call = Attempt.of(() -> new Coalesce(socket, 100, true));
            call.ends();
            assertTrue(call.hasThrown(IOException.class), "an option fails, and the call throws");
            assertSame(failure, call.fails(IOException.class), "what is thrown");
            isOpen(socket);
        }
    }

    @Test
    @Order(10)
    void after_a_failure_nothing_more_is_written() throws Exception {
        var failure = new IOException("Broken pipe");
        for (int failing : new int[] {1, 2}) {
            try (var socket = CountedSocket.open().failingAt(failing, failure)) {
                var writer = writer(socket, 8);
                fails(
                        failure,
                        () -> {
                            writer.add(new byte[20]);
                            writer.add(new byte[20]);
                        },
                        writer,
                        socket);
            }
        }
        try (var socket = CountedSocket.open().failingAt(1, failure)) {
            var writer = writer(socket, 8);
            add(writer, "hello");
            fails(failure, writer::end, writer, socket);
        }
        try (var socket = CountedSocket.open().failingToFlush(failure)) {
            var writer = writer(socket, 8);
            add(writer, "hello");
            fails(failure, writer::end, writer, socket);
        }
    }

    @Test
    @Order(11)
    void a_connection_gets_all_of_it_and_stays_open() throws Exception {
        var body = Bytes.pattern(30_001);
        try (var host = Host.open();
                var socket = new Socket(host.address().getAddress(), host.port());
                var peer = host.accepts()) {
            var writer = writer(socket, 4096, true);
            add(writer, "head");
            add(writer, body.clone());
            end(writer);
            peer.receives("head");
            peer.receives(body);
            end(writer, "he", "llo");
            peer.receives("hello");
            isOpen(socket);
            socket.getOutputStream().write('!');
            peer.receives("!");
        }
    }

    /// Adds and ends, and looks at what each of it writes.
    private static final class Message {

        private final CountedSocket socket;
        private final Coalesce writer;
        private final int capacity;
        private final ByteArrayOutputStream added = new ByteArrayOutputStream();
        private int waiting;

        Message(CountedSocket socket, int capacity) {
            this.socket = socket;
            this.capacity = capacity;
            Wire.note("caller", "has a buffer of " + capacity + " bytes");
            socket.clear();
            writer = writer(socket, capacity);
        }

        void adds(int length) {
            var all = Bytes.pattern(added.size() + length);
            adds(Arrays.copyOfRange(all, added.size(), all.length));
        }

        void adds(String part) {
            adds(Bytes.of(part));
        }

        private void adds(byte[] part) {
            int before = socket.lengths().size();
            boolean fits = waiting + part.length <= capacity;
            added.writeBytes(part);
            Wire.note("caller", "adds", part);
            add(writer, part);
            var lengths = lengthsSince(before);
            waiting += part.length - sum(lengths);
            if (fits && !lengths.isEmpty()) {
                throw Mismatch.of("no write of what fits", words(lengths));
            }
            if (!fits && !areRight(lengths)) {
                throw Mismatch.of(
                        "1 or 2 writes of %d bytes or more, and at most %<d bytes left"
                                .formatted(capacity),
                        words(lengths) + ", and " + waiting + " left");
            }
        }

        private boolean areRight(List<Integer> lengths) {
            return !lengths.isEmpty()
                    && lengths.size() <= 2
                    && lengths.stream().allMatch(length -> length >= capacity)
                    && waiting <= capacity;
        }

        void ends() {
            int before = socket.lengths().size();
            end(writer);
            var expected = waiting == 0 ? List.of() : List.of(waiting);
            assertEquals(expected, lengthsSince(before), "lengths of the writes at the end");
            waiting = 0;
            isWritten(added.toByteArray(), socket);
        }

        private List<Integer> lengthsSince(int before) {
            var lengths = socket.lengths();
            return lengths.subList(before, lengths.size());
        }

        private static int sum(List<Integer> lengths) {
            return lengths.stream().mapToInt(length -> length).sum();
        }

        private static String words(List<Integer> lengths) {
            return lengths.isEmpty() ? "no write" : "writes of the lengths " + lengths;
        }
    }

    private static Coalesce writer(Socket socket, int capacity) {
        return writer(socket, capacity, false);
    }

    private static Coalesce writer(Socket socket, int capacity, boolean interactive) {
        return Attempt.of(() -> new Coalesce(socket, capacity, interactive)).returns();
    }

    private static void add(Coalesce writer, String part) {
        var bytes = Bytes.of(part);
        Wire.note("caller", "adds", bytes);
        add(writer, bytes);
    }

    private static void add(Coalesce writer, byte[] part) {
        Attempt.to(() -> writer.add(part)).returns();
    }

    private static void end(Coalesce writer, String... parts) {
        for (var part : parts) {
            add(writer, part);
        }
        Wire.note("caller", "ends the message");
        Attempt.to(writer::end).returns();
    }

    /// Each write in quotes.
    private static String written(CountedSocket socket) {
        var bytes = socket.written();
        var writes = new StringBuilder();
        int from = 0;
        for (int length : socket.lengths()) {
            var write = Arrays.copyOfRange(bytes, from, from + length);
            writes.append(from == 0 ? "" : " ").append(Bytes.visible(write));
            from += length;
        }
        return writes.isEmpty() ? "nothing" : writes.toString();
    }

    private static void isWritten(byte[] expected, CountedSocket socket) {
        var found = socket.written();
        if (!Arrays.equals(expected, found)) {
            throw Mismatch.of(Bytes.summary(expected), Bytes.difference(expected, found));
        }
    }

    /// Checks that the call throws `failure`, and what becomes of further calls.
    private static void fails(
            IOException failure, Attempt.Action call, Coalesce writer, CountedSocket socket)
            throws IOException {
        var failing = Attempt.to(call);
        failing.ends();
        assertTrue(failing.hasThrown(IOException.class), "the stream fails, and the call throws");
        assertSame(failure, failing.fails(IOException.class), "what is thrown");
        isOpen(socket);
        int writes = socket.writes();
        for (int length : new int[] {0, 1, 100}) {
            Wire.note("caller", "adds " + length + " bytes after that");
            isRefused(Attempt.to(() -> writer.add(new byte[length])));
        }
        Wire.note("caller", "ends the message after that");
        isRefused(Attempt.to(writer::end));
        assertEquals(writes, socket.writes(), "calls of write");
        isOpen(socket);
    }

    private static void isRefused(Attempt<Void> further) {
        further.ends();
        assertTrue(further.hasThrown(IOException.class), "a further call throws an IOException");
    }

    private static void isOpen(Socket socket) {
        assertEquals("open", socket.isClosed() ? "closed" : "open", "the socket");
        assertEquals("open", socket.isOutputShutdown() ? "shut down" : "open", "its output");
        assertEquals("open", socket.isInputShutdown() ? "shut down" : "open", "its input");
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }

    /// Those besides `TCP_NODELAY` that everybody can read.
    private static Map<String, Object> options(Socket socket) throws IOException {
        var options = new TreeMap<String, Object>();
        for (SocketOption<?> option :
                List.of(
                        StandardSocketOptions.IP_TOS,
                        StandardSocketOptions.SO_KEEPALIVE,
                        StandardSocketOptions.SO_LINGER,
                        StandardSocketOptions.SO_RCVBUF,
                        StandardSocketOptions.SO_SNDBUF)) {
            options.put(option.name(), socket.getOption(option));
        }
        options.put("timeout", socket.getSoTimeout());
        return options;
    }
}
