package loopback.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void sentences_end_with_a_mark_and_go_over_lines() {
        expect(
                """
                Reads a
                line. Nothing is asked? Nothing!

                In the end (as `a. B` says.) It is closed
                """,
                "Reads a line.",
                "Nothing is asked?",
                "Nothing!",
                "In the end (as `a. B` says.)",
                "It is closed");
    }

    @Test
    void abbreviations_code_and_links_do_not_end_one() {
        expect(
                """
                A name, e.g. Alice, i.e. one of cf. Bob's etc. and so on. See ``x.y. ` Z`` and
                [RFC 1. 2](https://a.example/b.c). From 0.5 to 1.5, no. 5, 127.0.0.0/8. `in` stays.
                Some etc. Another... or not.
                """,
                "A name, e.g. Alice, i.e. one of cf. Bob's etc. and so on.",
                "See ``x.y. ` Z`` and [RFC 1. 2](https://a.example/b.c).",
                "From 0.5 to 1.5, no. 5, 127.0.0.0/8.",
                "`in` stays.",
                "Some etc.",
                "Another... or not.");
    }

    @Test
    void the_rows_of_a_table_are_sentences_without_its_head() {
        expect(
                """
                Kinds:
                | kind   | IPv4. And so on |
                |:-------|---|
                | `A`    | 1.0.0.0. Not 2 |
                | `B` |   |
                (a) After it.
                (b) And this.
                """,
                "Kinds:",
                "| `A` | 1.0.0.0. Not 2 |",
                "| `B` | |",
                "(a) After it.",
                "(b) And this.");
    }

    @Test
    void items_and_tags_begin_a_sentence() {
        expect(
                """
                All of:
                - one. And more
                  of it
                * two
                1. three

                @param <T> what comes
                    back, if any. Never `null`
                @return a value
                @throws IOException if not; as it
                    is
                @see Other. Not this
                    nor this
                @throws EOFException never
                """,
                "All of:",
                "one.",
                "And more of it",
                "two",
                "three",
                "@param <T> what comes back, if any.",
                "Never `null`",
                "@return a value",
                "@throws IOException if not; as it is",
                "@throws EOFException never");
    }

    @Test
    void code_headings_and_targets_of_links_promise_nothing() {
        expect(
                """
                # Title

                Like this:
                ```
                http 80/tcp. And
                | a | b |
                ```
                [919]: https://www.rfc-editor.org/rfc/rfc919#section-7
                [1918]: https://www.rfc-editor.org/rfc/rfc1918

                After it.
                """,
                "Like this:",
                "After it.");
        expect("");
    }

    private static void expect(String comment, String... sentences) {
        assertEquals(List.of(sentences), Prose.sentences(comment));
    }
}
