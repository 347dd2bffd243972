package loopback.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void what_is_not_seen_and_changes_how_the_rest_is_read_is_replaced() {
        var marks = "\u200e\u200f\u061c\u202e\u2066\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\033\u009b";

        assertEquals("·".repeat(marks.length()), Text.printable(marks));
    }

    @Test
    void letters_of_every_script_stay() {
        var text = "Zoë שלום مرحبا 你好 \t\n😀";

        assertEquals(text, Text.printable(text));
    }
}
