package framing;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Memory;
import kit.Splits;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

    @Test
    @Order(1)
    void a_message_is_given_with_its_last_byte() {
        var decoder = decoder(100);

        assertEquals("no message", fed(decoder, "\0\0\0\5hell"), "messages before the last byte");
        assertEquals("1 message: \"hello\"", fed(decoder, "o"));
        assertEquals("no message", fed(decoder, "\0"));
        assertEquals("no message", fed(decoder, ""), "fed no bytes");
        assertEquals("no message", fed(decoder, "\0\0"));
        assertEquals("1 message: \"\"", fed(decoder, "\0"), "an empty message");
        assertEquals("1 message: \"\\x00\\xff\"", fed(decoder, "\0\0\0\2\0\u00ff"));
    }

    @Test
    @Order(2)
    void one_call_may_complete_several_messages() {
        var decoder = decoder(300);

        assertEquals(
                "4 messages: \"a\" \"\" \"\" \"bc\"",
                fed(decoder, "\0\0\0\1a\0\0\0\0\0\0\0\0\0\0\0\2bc\0\0"));
        var long200 = "x".repeat(200);
        assertEquals(
                "2 messages: \"" + long200 + "\" \"d\"",
                fed(decoder, "\0\u00c8" + long200 + "\0\0\0\1d"));
    }

    @Test
    @Order(3)
    void however_the_bytes_are_cut_the_messages_are_the_same() {
        var bytes = Bytes.of("\0\0\0\5hello\0\0\0\0\0\0\0\1\n\0\0\0\3\0\0\0");
        Splits.allGive(
                "4 messages: \"hello\" \"\" \"\\n\" \"\\x00\\x00\\x00\", complete",
                bytes,
                FrameDecoderTest::all);

        var cut = Bytes.of("\0\0\0\2hi\0\0\0\2h");
        Splits.allGive("1 message: \"hi\", cut", cut, FrameDecoderTest::all);

        var longer = Bytes.of("\0\1\21p" + "x".repeat(70_000) + "\0\0\0\2hi");
        Splits.allGive("2 messages: 70000 bytes \"hi\", complete", longer, FrameDecoderTest::all);
    }

    @Test
    @Order(4)
    void any_buffer_will_do() {
        var frame = Bytes.of("..\0\0\0\3hey..");
        var within = ByteBuffer.wrap(frame, 2, 7);
        assertEquals(
                "1 message: \"hey\"",
                fed(decoder(100), within.duplicate()),
                "of the middle of a buffer");
        assertEquals("1 message: \"hey\"", fed(decoder(100), within.slice()), "of a slice");
        assertEquals(
                "1 message: \"hey\"",
                fed(decoder(100), within.asReadOnlyBuffer()),
                "of a read-only buffer");
        var little = within.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(
                "1 message: \"hey\"",
                fed(decoder(Integer.MAX_VALUE), little),
                "of a little-endian buffer");
        assertEquals(ByteOrder.LITTLE_ENDIAN, little.order(), "the order of the buffer");
        var refused = ByteBuffer.wrap(Bytes.of("\1\0\0\1")).order(ByteOrder.LITTLE_ENDIAN);
        Attempt.to(() -> decoder(100).feed(refused, _ -> {})).ends();
        assertEquals(
                ByteOrder.LITTLE_ENDIAN,
                refused.order(),
                "the order of a buffer with a length that is refused");
        var direct = ByteBuffer.allocateDirect(7).put(within.duplicate()).flip();
        assertEquals("1 message: \"hey\"", fed(decoder(100), direct), "of a direct buffer");
    }

    @Test
    @Order(5)
    void the_buffer_is_emptied_and_left_to_its_owner() {
        var decoder = decoder(100);
        var buffer = ByteBuffer.wrap(Bytes.of("..\0\0\0\3hey\0\0\0\4ab.."));
        buffer.position(2).limit(15);

        assertEquals("1 message: \"hey\"", fed(decoder, buffer));
        assertEquals(15, buffer.position(), "the position");
        assertEquals(15, buffer.limit(), "the limit");
        assertEquals(
                "\"..\\x00\\x00\\x00\\x03hey\\x00\\x00\\x00\\x04ab..\"",
                Bytes.visible(buffer.array()));

        Arrays.fill(buffer.array(), (byte) '?');
        assertEquals("1 message: \"abcd\"", fed(decoder, "cd"), "after the buffer was overwritten");
    }

    @Test
    @Order(6)
    void each_message_is_an_array_of_its_own() {
        var bytes = ByteBuffer.wrap(Bytes.of("\0\0\0\2ab\0\0\0\2cd"));
        var decoder = decoder(100);
        var messages = new ArrayList<byte[]>();
        Attempt.to(() -> decoder.feed(bytes, messages::add)).returns();
        assertEquals("2 messages: \"ab\" \"cd\"", visible(messages));

        Arrays.fill(bytes.array(), (byte) '?');
        assertEquals(
                "2 messages: \"ab\" \"cd\"", visible(messages), "after the buffer was overwritten");
        Arrays.fill(messages.getFirst(), (byte) '!');
        assertEquals(
                "2 messages: \"!!\" \"cd\"", visible(messages), "after the first was overwritten");
        assertEquals("1 message: \"ef\"", fed(decoder, "\0\0\0\2ef"));
        assertEquals("2 messages: \"!!\" \"cd\"", visible(messages), "after the next one");
    }

    @Test
    @Order(7)
    void a_length_above_the_limit_is_refused_at_once_and_for_good() {
        assertEquals("1 message: \"hello\"", fed(decoder(5), "\0\0\0\5hello"));
        assertEquals("1 message: \"\"", fed(decoder(0), "\0\0\0\0"));

        for (var length :
                new String[] {"\0\0\0\6", "\1\0\0\0", "\u0080\0\0\0", "\u00ff\u00ff\u00ff\u00ff"}) {
            var decoder = decoder(5);
            var messages = new ArrayList<byte[]>();
            isRefused(feed(decoder, "\0\0\0\2hi" + length, messages), "a length above the limit");
            assertEquals(
                    "1 message: \"hi\"",
                    visible(messages),
                    "messages before the one that is too long");
            isRefused(feed(decoder, "", messages), "a further call");
            isRefused(feed(decoder, "123456\0\0\0\1a", messages), "a further call");
            assertEquals("1 message: \"hi\"", visible(messages), "messages in the end");
        }
        var unlimited = decoder(Integer.MAX_VALUE);
        isRefused(feed(unlimited, "\u0080\0\0\0", new ArrayList<>()), "a length above the limit");
        Attempt.of(() -> new FrameDecoder(-1)).fails(IllegalArgumentException.class);
    }

    @Test
    @Order(8)
    void the_end_is_in_order_between_two_frames_only() {
        for (var whole : new String[] {"", "\0\0\0\2hi", "\0\0\0\0"}) {
            var decoder = decoder(100);
            fed(decoder, whole);
            Attempt.to(decoder::end).returns();
        }
        for (var cut : new String[] {"\0", "\0\0\0", "\0\0\0\2", "\0\0\0\2h", "\0\0\0\2hi\0"}) {
            var decoder = decoder(100);
            fed(decoder, cut);
            Attempt.to(decoder::end).fails(EOFException.class);
        }
    }

    @Test
    @Order(9)
    void decoders_know_nothing_of_each_other() {
        var alices = decoder(100);
        var bobs = decoder(100);

        assertEquals("no message", fed(alices, "\0\0\0\5he"));
        assertEquals("no message", fed(bobs, "\0\0\0\2b"));
        assertEquals("1 message: \"hello\"", fed(alices, "llo"));
        assertEquals("1 message: \"by\"", fed(bobs, "y"));
        assertEquals("no message", fed(alices, "\0\0"));
        assertEquals("no message", fed(bobs, "\0"));
        assertEquals("no message", fed(alices, "\0\3"));
        assertEquals("1 message: \"x\"", fed(bobs, "\0\0\1x"));
        assertEquals("1 message: \"new\"", fed(alices, "new"));
    }

    @Test
    @Order(10)
    void memory_is_taken_for_the_bytes_that_have_come() {
        takes(256, 10);
        takes(20_000, 20_000);
        takes(100_000, 1_000_000);

        var frames = Bytes.of("\0\0\0\1a".repeat(20_000));
        Wire.note("somebody", "feeds 20000 small frames at once");
        var decoder = new FrameDecoder(100);
        var given = new int[1];
        var memory = new Memory();
        var feeding =
                memory.watches(() -> {
                    decoder.feed(ByteBuffer.wrap(frames), message -> given[0] += message.length);
                    return given[0];
                });
        assertEquals(20_000, Attempt.of(feeding).returns());
        memory.wasAtMost(30_000);
    }

    private static void takes(int kib, int count) {
        Wire.note("somebody", "feeds " + count + " bytes of a long message, one with each call");
        Attempt.to(() -> feedBytes(10)).returns();
        var memory = new Memory();
        var feeding =
                memory.watches(() -> {
                    feedBytes(count);
                    return count;
                });
        Attempt.of(feeding).returns();
        memory.wasAtMost(kib);
    }

    /// Feeds so many bytes, one by one, of a message that is to have two billion.
    private static void feedBytes(int count) throws ProtocolException {
        var decoder = new FrameDecoder(Integer.MAX_VALUE);
        decoder.feed(ByteBuffer.wrap(Bytes.of("\177\u00ff\u00ff\u00ff")), _ -> {});
        var bytes = ByteBuffer.allocate(1);
        for (int i = 0; i < count; i++) {
            decoder.feed(bytes.clear(), _ -> {});
        }
    }

    private static FrameDecoder decoder(int max) {
        return Attempt.of(() -> new FrameDecoder(max)).returns();
    }

    private static Attempt<Void> feed(FrameDecoder decoder, String bytes, List<byte[]> messages) {
        Wire.note("somebody", "feeds", Bytes.of(bytes));
        return Attempt.to(() -> decoder.feed(ByteBuffer.wrap(Bytes.of(bytes)), messages::add));
    }

    private static void isRefused(Attempt<Void> feeding, String what) {
        feeding.ends();
        assertTrue(feeding.hasThrown(ProtocolException.class), what + " is a ProtocolException");
    }

    private static String fed(FrameDecoder decoder, String bytes) {
        return fed(decoder, ByteBuffer.wrap(Bytes.of(bytes)));
    }

    private static String fed(FrameDecoder decoder, ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        Wire.note("somebody", "feeds", bytes);
        var messages = new ArrayList<byte[]>();
        Attempt.to(() -> decoder.feed(buffer, messages::add)).returns();
        return visible(messages);
    }

    /// What comes of all pieces, fed from one buffer that is used again, and how it ends.
    private static String all(List<byte[]> pieces) throws ProtocolException {
        var decoder = new FrameDecoder(80_000);
        var messages = new ArrayList<byte[]>();
        var buffer = ByteBuffer.allocate(80_000);
        for (var piece : pieces) {
            decoder.feed(buffer.clear().put(piece).flip(), messages::add);
        }
        try {
            decoder.end();
            return visible(messages) + ", complete";
        } catch (EOFException e) {
            return visible(messages) + ", cut";
        }
    }

    private static String visible(List<byte[]> messages) {
        var each =
                messages.stream()
                        .map(it -> it.length > 300 ? it.length + " bytes" : Bytes.visible(it))
                        .collect(joining(" "));
        return switch (messages.size()) {
            case 0 -> "no message";
            case 1 -> "1 message: " + each;
            default -> messages.size() + " messages: " + each;
        };
    }
}
