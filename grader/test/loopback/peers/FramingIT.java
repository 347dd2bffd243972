package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The references of lesson 6 beside Python's `struct`, the tools of Redis, and programs that send
/// text.
class FramingIT extends WithListener {

    private static final List<String> MESSAGES = List.of("hello", "", "Grüße", "x".repeat(300));

    private static final String PACK_FRAMES =
            """
            import struct, sys
            for message in sys.argv[1:]:
                data = message.encode()
                print(end=(struct.pack("!I", len(data)) + data).hex())
            """;

    private static final String UNPACK_FRAMES =
            """
            import struct, sys
            data = bytes.fromhex(sys.argv[1])
            while data:
                (length,) = struct.unpack_from("!I", data)
                print(data[4:4 + length].hex())
                data = data[4 + length:]
            """;

    private static final String PACK_CHAT =
            """
            import struct, sys
            name, text = (word.encode() for word in sys.argv[1:])
            print(end=(struct.pack("!B8s", 8 + len(text), name) + text).hex())
            """;

    @Test
    void length_frames_reads_what_struct_has_packed() throws Exception {
        var in = new ByteArrayInputStream(packed(PACK_FRAMES, MESSAGES));
        var read = new ArrayList<String>();
        for (Optional<?> frame; (frame = frame(in)).isPresent(); ) {
            read.add(new String((byte[]) frame.get(), StandardCharsets.UTF_8));
        }
        assertEquals(MESSAGES, read);
    }

    @Test
    void struct_unpacks_what_length_frames_has_written() throws Exception {
        var out = new ByteArrayOutputStream();
        for (var message : MESSAGES) {
            References.call(
                    "framing.LengthFrames", "write", out, message.getBytes(StandardCharsets.UTF_8));
        }
        var hex = HexFormat.of().formatHex(out.toByteArray());
        var lines = python(UNPACK_FRAMES, List.of(hex)).lines();
        assertEquals(MESSAGES, lines.stream().map(FramingIT::text).toList());
    }

    @Test
    void frame_decoder_is_fed_what_struct_has_packed() throws Exception {
        var decoder = References.create("framing.FrameDecoder", 1000);
        var read = new ArrayList<String>();
        Consumer<byte[]> messages = it -> read.add(new String(it, StandardCharsets.UTF_8));
        for (byte b : packed(PACK_FRAMES, MESSAGES)) {
            References.call(decoder, "feed", ByteBuffer.wrap(new byte[] {b}), messages);
        }
        References.call(decoder, "end");
        assertEquals(MESSAGES, read);
    }

    @Test
    void chat_packet_packs_as_struct_does() throws Exception {
        for (var message : List.of(List.of("alice", "hi"), List.of("Zoë", "x".repeat(128)))) {
            var name = message.getFirst();
            var text = message.getLast();
            var ours = (byte[]) References.call("framing.ChatPacket", "encode", name, text);
            assertArrayEquals(packed(PACK_CHAT, message), ours, name);

            var decoded = References.call("framing.ChatPacket", "decode", (Object) ours);
            assertEquals(name, References.call(decoded, "name"));
            assertEquals(text, References.call(decoded, "text"));
        }
    }

    @Test
    void line_reader_reads_what_socat_sends() throws Exception {
        reads(List.of(Programs.need("socat"), "-t60", "-", "TCP:127.0.0.1:" + port), "\n");
        var withCr =
                List.of(Programs.need("socat"), "-t60", "-", "TCP:127.0.0.1:" + port + ",crnl");
        reads(withCr, "\r\n");
    }

    @Test
    void redis_cli_keeps_values_in_a_resp_server_and_gets_them_back() throws Exception {
        try (var server = Tried.start("framing/Resp")) {
            assertEquals(List.of("PONG"), redis(server, "", "ping"));
            assertEquals(List.of("Grüße"), redis(server, "Grüße", "-x", "echo"));
            assertEquals(List.of("(nil)"), redis(server, "", "--no-raw", "get", "note"));

            var lines = "$5\r\nGrüße\r\n\u0001";
            assertEquals(List.of("OK"), redis(server, lines, "-x", "set", "note"));
            var got = Programs.run(command(server, "--raw", "get", "note")).text();
            assertEquals(lines + "\n", got);

            assertEquals(
                    List.of("(integer) 1", "(integer) 2", "(integer) 2", "(nil)"),
                    redis(server, "incr n\nincr n\ndel n note z\nget n\n", "--no-raw"));
            assertEquals(List.of("OK"), redis(server, "abc", "-x", "set", "word"));
            var refused = redis(server, "", "incr", "word").getFirst();
            assertTrue(refused.contains("ERR value is not an integer"), refused);
        }
    }

    @Test
    void redis_benchmark_sends_many_commands_at_once_to_a_resp_server() throws Exception {
        var benchmark = Programs.need("redis-benchmark");
        try (var server = Tried.start("framing/Resp")) {
            for (var together : List.of("1", "16")) {
                var output =
                        Programs.run(
                                benchmark,
                                "-h",
                                "127.0.0.1",
                                "-p",
                                server.port(),
                                "-q",
                                "-n",
                                "2000",
                                "-c",
                                "20",
                                "-P",
                                together,
                                "-d",
                                "100",
                                "-t",
                                "ping_mbulk,set,get,incr");
                assertEquals(0, output.status(), output.text());
                for (var command : List.of("PING_MBULK", "SET", "GET", "INCR")) {
                    assertTrue(output.text().contains(command + ": "), command + output.text());
                }
                assertFalse(output.text().contains("rror"), output.text());
            }
            var counted = redis(server, "", "get", "counter:__rand_int__");
            assertEquals(List.of("4000"), counted, "2000 increments, twice");
        }
    }

    @Test
    void socat_sends_a_resp_server_two_commands_and_then_nonsense() throws Exception {
        try (var server = Tried.start("framing/Resp")) {
            var socat =
                    List.of(Programs.need("socat"), "-t60", "-", "TCP:127.0.0.1:" + server.port());
            var commands = "*1\r\n$4\r\nPING\r\n*2\r\n$4\r\necho\r\n$4\r\n\r\n\r\n\r\nPING\r\n";
            assertEquals(
                    "+PONG\r\n$4\r\n\r\n\r\n\r\n-ERR Protocol error\r\n",
                    Programs.runWith(commands, socat).text());
        }
    }

    private static List<String> redis(Tried server, String input, String... words)
            throws Exception {
        return Programs.runWith(input, command(server, words)).lines();
    }

    private static List<String> command(Tried server, String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                Programs.need("redis-cli"),
                                "-h",
                                "127.0.0.1",
                                "-p",
                                server.port()));
        command.addAll(List.of(words));
        return command;
    }

    /// Greets, is answered, and sends four bytes more, which are no line.
    private void reads(List<String> client, String end) throws Exception {
        var sent = Thread.ofPlatform().daemon().start(() -> run(client));
        try (var connection = listener.accept()) {
            var reader = References.create("framing.LineReader", connection.getInputStream(), 80);
            assertEquals(Optional.of("Grüße"), References.call(reader, "readLine"));
            assertEquals(Optional.of("SEND 4"), References.call(reader, "readLine"));
            var rest = (InputStream) References.call(reader, "rest");
            assertEquals("1234" + end, new String(rest.readAllBytes(), StandardCharsets.UTF_8));
        }
        sent.join();
    }

    private static void run(List<String> client) {
        try {
            Programs.runWith("Grüße\nSEND 4\n1234\n", client);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<?> frame(InputStream in) throws Exception {
        return (Optional<?>) References.call("framing.LengthFrames", "read", in, 1000);
    }

    private static byte[] packed(String program, List<String> words) throws Exception {
        return HexFormat.of().parseHex(python(program, words).text());
    }

    private static Programs.Output python(String program, List<String> words) throws Exception {
        var command =
                new ArrayList<>(List.of(Programs.need("python3"), "-X", "utf8", "-c", program));
        command.addAll(words);
        return Programs.run(command);
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
