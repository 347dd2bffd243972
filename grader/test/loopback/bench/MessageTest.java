package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Message.Failure FAILURE =
            new Message.Failure("Type", "label", "a", "b", "mäßage ☕\n\0", "where", true);

    @Test
    void every_message_arrives_as_it_was_sent() throws IOException {
        for (var message :
                List.of(
                        new Message.Started("a_step"),
                        new Message.Entry("key", "value\nof two lines"),
                        new Message.Finished("a_step", false, FAILURE, "printed"),
                        new Message.Finished("", true, Message.Failure.NONE, ""),
                        new Message.Alive(),
                        new Message.Done(),
                        new Message.Again(),
                        new Message.Ready(true))) {
            assertEquals(message, read(written(message)));
        }
    }

    @Test
    void a_task_arrives_as_it_was_sent() throws IOException {
        var classes = Map.of("tiny.Echo", new byte[] {1, 2, 3}, "tiny.EchoTest", new byte[0]);
        var task =
                new Message.Task(classes, "tiny.EchoTest", List.of("one", "two"), 7, Set.of("tls"));

        var found = assertInstanceOf(Message.Task.class, read(written(task)));

        assertEquals(classes.keySet(), found.classes().keySet());
        assertArrayEquals(classes.get("tiny.Echo"), found.classes().get("tiny.Echo"));
        assertEquals(task.steps(), found.steps());
        assertEquals("tiny.EchoTest", found.specification());
        assertEquals(7, found.timesPatienceRanOut());
        assertEquals(Set.of("tls"), found.capabilities());
    }

    @Test
    void messages_come_one_after_the_other() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(written(new Message.Started("a")));
        bytes.write(written(new Message.Done()));
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        assertEquals(new Message.Started("a"), Message.read(in));
        assertEquals(new Message.Done(), Message.read(in));
        assertThrows(EOFException.class, () -> Message.read(in));
    }

    @Test
    void a_text_that_is_too_long_is_cut_between_two_characters() throws IOException {
        for (var character : List.of("x", "ä", "☕", "😀")) {
            for (var before : List.of("", "1", "12", "123")) {
                var text = before + character.repeat(Message.MAX_TEXT);
                var found =
                        assertInstanceOf(
                                Message.Started.class, read(written(new Message.Started(text))));

                int bytes = found.step().getBytes(StandardCharsets.UTF_8).length;
                assertTrue(text.startsWith(found.step()), character);
                assertTrue(bytes <= Message.MAX_TEXT && bytes > Message.MAX_TEXT - 4, character);
            }
        }
    }

    @Test
    void a_text_of_the_longest_length_is_whole() throws IOException {
        var longest = new Message.Started("x".repeat(Message.MAX_TEXT));

        assertEquals(longest, read(written(longest)));
    }

    @Test
    void half_a_surrogate_pair_does_no_harm() throws IOException {
        var found =
                assertInstanceOf(
                        Message.Entry.class, read(written(new Message.Entry("key", "a\ud83db"))));

        assertEquals("a?b", found.value());
    }

    @Test
    void the_end_within_a_message_is_an_end() throws IOException {
        var whole = written(new Message.Finished("step", true, FAILURE, "printed"));

        for (int length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);
            assertThrows(EOFException.class, () -> read(part), "after " + length + " bytes");
        }
    }

    @Test
    void lengths_that_cannot_be_are_refused() {
        for (int length : new int[] {-1, Message.MAX_TEXT + 1, Integer.MAX_VALUE}) {
            var bytes = ByteBuffer.allocate(64).put((byte) 'S').putInt(length).array();
            assertThrows(ProtocolException.class, () -> read(bytes), "length " + length);
        }
    }

    @Test
    void other_types_are_refused() {
        for (int type : new int[] {0, 'X', -1, 's'}) {
            assertThrows(ProtocolException.class, () -> read(new byte[] {(byte) type, 0, 0, 0, 0}));
        }
    }

    private static byte[] written(Message message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Message.write(new DataOutputStream(bytes), message);
        return bytes.toByteArray();
    }

    private static Message read(byte[] bytes) throws IOException {
        return Message.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
