package framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.util.Arrays;
import kit.Attempt;
import kit.Bytes;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ChatPacketTest {

    @Test
    @Order(1)
    void a_packet_is_a_length_and_a_name_and_a_text() {
        assertEquals("\"\\nalice\\x00\\x00\\x00hi\"", encoded("alice", "hi"));
        assertEquals("\"\\x08bob\\x00\\x00\\x00\\x00\\x00\"", encoded("bob", ""), "an empty text");
        assertEquals(
                "\"\\x08 \\x00\\x00\\x00\\x00\\x00\\x00\\x00\"", encoded(" ", ""), "a blank name");
        assertEquals("\"\\tcharlie8?\"", encoded("charlie8", "?"), "a name of 8 bytes");
        assertEquals(
                "\"\\x0c \\x01b \\x00\\x00\\x00\\x00\\x00\\r\\n \"", encoded(" \1b ", "\0\r\n "));
    }

    @Test
    @Order(2)
    void name_and_text_are_utf_8() {
        assertEquals(
                "\"\\nZo\\xc3\\xab\\x00\\x00\\x00\\x00\\xc3\\xa9\"", encoded("Zo\u00eb", "\u00e9"));
        assertEquals(
                "\"\\x0eZoe\\xcc\\x88\\x00\\x00\\x00\\xef\\xbf\\xbde\\xcc\\x81\"",
                encoded("Zoe\u0308", "\ufffde\u0301"));
        assertEquals(
                "\"\\x0f\\xe4\\xb8\\x96\\xe7\\x95\\x8c\\x00\\x00\\xf0\\x9f\\x98\\x80\\xe2\\x82\\xac\"",
                encoded("\u4e16\u754c", "\ud83d\ude00\u20ac"));
    }

    @Test
    @Order(3)
    void of_a_name_that_does_not_fit_whole_characters_are_left() {
        assertEquals(field("elisabet"), name("elisabeth"));
        assertEquals(field("\u00fc\u00fc\u00fc\u00fc"), name("\u00fc\u00fc\u00fc\u00fc\u00fc"));
        assertEquals(field("1234567"), name("1234567\u00e9"));
        assertEquals(field("1234567"), name("1234567\u00e98"));
        assertEquals(field("123456"), name("123456\u20ac"));
        assertEquals(field("12345"), name("12345\ud83d\ude00"));
        assertEquals(field("1234\ud83d\ude00"), name("1234\ud83d\ude005"));
        assertEquals(field("123456\u00e9"), name("123456\u00e9"));
    }

    @Test
    @Order(4)
    void what_cannot_be_sent_is_refused() {
        assertEquals("\\x88", encoded("alice", "x".repeat(128)).substring(1, 5), "the first byte");
        assertEquals("\\x88", encoded("alice", "\u00e9".repeat(64)).substring(1, 5));

        refuses("a text of 129 bytes", "alice", "x".repeat(129));
        refuses("a text of 65 characters and 130 bytes", "alice", "\u00e9".repeat(65));
        refuses("a text of 300 bytes", "alice", "x".repeat(300));
        refuses("an empty name", "", "hi");
        refuses("a NUL within a name", "a\0b", "hi");
        refuses("a NUL behind a name", "alice\0", "hi");
        refuses("half a pair in a text", "alice", "\ud83d!");
        refuses("half a pair in a name", "al\ude00", "hi");
        refuses("a NUL in what is cut off", "elisabeth\0", "hi");
        refuses("half a pair in what is cut off", "elisabeth\ud83d", "hi");
    }

    @Test
    @Order(5)
    void a_packet_is_taken_apart() {
        assertEquals("alice: hi", decoded("\nalice\0\0\0hi"));
        assertEquals("bob: ", decoded("\10bob\0\0\0\0\0"));
        assertEquals("charlie8: !", decoded("\tcharlie8!"));
        assertEquals(" \\x01b : \\x00\\r\\n ", decoded("\14 \1b \0\0\0\0\0\r\n "));
        assertEquals("Zo\\xc3\\xab: \\xc3\\xa9", decoded("\nZo\u00c3\u00ab\0\0\0\0\u00c3\u00a9"));
        assertEquals("\\xe4\\xb8\\x96: ", decoded("\10\u00e4\u00b8\u0096\0\0\0\0\0"));
        assertEquals(" : \\xef\\xbf\\xbd", decoded("\13 \0\0\0\0\0\0\0\u00ef\u00bf\u00bd"));
        assertEquals("a: \\x00", decoded("\ta\0\0\0\0\0\0\0\0"), "a text of one NUL");
    }

    @Test
    @Order(6)
    void a_packet_may_have_128_bytes_and_more() {
        for (int count : new int[] {119, 120, 128}) {
            var text = "x".repeat(count);
            var packet = (char) (8 + count) + "alice\0\0\0" + text;
            var call = decode(packet);
            call.ends();
            assertFalse(
                    call.hasThrown(ProtocolException.class),
                    "a text of " + count + " bytes is refused");
            assertEquals(text, call.returns().text(), "a text of " + count + " bytes");
        }
    }

    @Test
    @Order(7)
    void other_lengths_are_refused() {
        undecodable("no bytes", "");
        undecodable("a length alone", "\0");
        undecodable("a name that is cut", "\10alice\0\0");
        undecodable("7 bytes, and a length of 7", "\7alice\0\0");
        undecodable("a text that is cut", "\nalice\0\0\0h");
        undecodable("a byte too many", "\nalice\0\0\0hi!");
        undecodable("a text of 129 bytes", "\u0089alice\0\0\0" + "x".repeat(129));
        undecodable("256 bytes too many", "\nalice\0\0\0hi" + "x".repeat(256));
    }

    @Test
    @Order(8)
    void other_names_and_texts_are_refused() {
        undecodable("an empty name", "\n\0\0\0\0\0\0\0\0hi");
        undecodable("a NUL before a name", "\n\0alice\0\0hi");
        undecodable("a NUL within a name", "\nal\0ice\0\0hi");
        undecodable("bytes behind the end of a name", "\nbob\0\0\0\0xhi");
        undecodable("a name that is not UTF-8", "\nZo\u00eb\0\0\0\0\0hi");
        undecodable("half a character in a name", "\n1234567\u00c3\u00a9!");
        undecodable("a text that is not UTF-8", "\nalice\0\0\0h\u00ff");
        undecodable("half a character in a text", "\nalice\0\0\0h\u00c3");
        undecodable("a NUL of two bytes in a name", "\nbob\u00c0\u0080\0\0\0hi");
        undecodable("an a of two bytes in a text", "\nalice\0\0\0\u00c1\u00a1");
        undecodable("half a pair in a text", "\13alice\0\0\0\u00ed\u00a0\u0080");
        undecodable("U+110000 in a text", "\14alice\0\0\0\u00f4\u0090\u0080\u0080");
    }

    private static Attempt<byte[]> encode(String name, String text) {
        return Attempt.of(() -> ChatPacket.encode(name, text));
    }

    private static String encoded(String name, String text) {
        return Bytes.visible(encode(name, text).returns());
    }

    /// The field of the name alone.
    private static String name(String name) {
        var packet = encode(name, "").returns();
        return Bytes.visible(Arrays.copyOfRange(packet, 1, packet.length));
    }

    private static String field(String name) {
        return Bytes.visible(Arrays.copyOf(name.getBytes(UTF_8), 8));
    }

    private static void refuses(String what, String name, String text) {
        var call = encode(name, text);
        call.ends();
        assertTrue(call.hasThrown(IllegalArgumentException.class), what + " is refused");
    }

    private static Attempt<ChatPacket.Message> decode(String packet) {
        Wire.note("somebody", "has a packet of", Bytes.of(packet));
        return Attempt.of(() -> ChatPacket.decode(Bytes.of(packet)));
    }

    private static String decoded(String packet) {
        var message = decode(packet).returns();
        return visible(message.name()) + ": " + visible(message.text());
    }

    private static void undecodable(String what, String packet) {
        var call = decode(packet);
        call.ends();
        assertTrue(call.hasThrown(ProtocolException.class), what + " is a ProtocolException");
    }

    private static String visible(String text) {
        var quoted = Bytes.visible(text.getBytes(UTF_8));
        return quoted.substring(1, quoted.length() - 1);
    }
}
