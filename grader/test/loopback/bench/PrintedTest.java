package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedTest {

    private final Printed printed = new Printed();

    @Test
    void what_was_printed_is_taken_once() {
        print("grüße");

        assertEquals("grüße", printed.take());
        assertEquals("", printed.take());
    }

    @Test
    void the_beginning_is_kept_and_the_rest_counted() {
        for (int i = 0; i < 1_000; i++) {
            print("0123456789");
        }

        var text = printed.take();

        assertTrue(text.startsWith("0123456789"), text);
        assertTrue(text.endsWith("\n… and 5904 bytes more"), text);
        print("again");
        assertEquals("again", printed.take());
    }

    @Test
    void single_bytes_are_kept_like_others() {
        printed.write('a');
        printed.write(0x100 | 'b');

        assertEquals("ab", printed.take());
    }

    private void print(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        printed.write(bytes, 0, bytes.length);
    }
}
