package loopback.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void what_is_not_seen_and_changes_how_the_rest_is_read_is_replaced() {
        var marks =
                "\u200e\u200f\u061c\u202e\u2066\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\033\u009b";

        assertEquals("·".repeat(marks.length()), PrintableText.printable(marks));
    }

    @Test
    void letters_of_every_script_stay() {
        var text = "Zoë שלום مرحبا 你好 \t\n😀";

        assertEquals(text, PrintableText.printable(text));
    }

    @Test
    void a_line_that_fits_stays_as_it_is() {
        assertEquals(List.of("  two  columns"), PrintableText.wrapped("  two  columns", 14));
    }

    @Test
    void a_long_line_is_broken_at_blanks() {
        assertEquals(
                List.of("one two", "three", "four"),
                PrintableText.wrapped("one two three four", 8));
    }

    @Test
    void what_goes_on_stands_below_its_beginning() {
        assertEquals(List.of("  one", "  two"), PrintableText.wrapped("  one two", 6));
    }

    @Test
    void what_goes_on_in_a_column_stands_below_that_column() {
        assertEquals(
                List.of("expected  a line of", "          some words"),
                PrintableText.wrapped("expected  a line of some words", 20));
        assertEquals(
                List.of("  1 alice  sends more", "           of it"),
                PrintableText.wrapped("  1 alice  sends more of it", 22));
    }

    @Test
    void a_word_that_is_too_long_stays_whole() {
        assertEquals(
                List.of("a", "sesquipedalian", "b"),
                PrintableText.wrapped("a sesquipedalian b", 5));
    }
}
