package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class QuotesTest {

    @Test
    void marks_are_curled_as_they_open_or_close() {
        assertEquals(
                "“Guaranteed” (“it’s”), the clients’ ‘end’",
                Quotes.curl("\"Guaranteed\" (\"it's\"), the clients' 'end'"));
    }

    @Test
    void code_keeps_its_marks_and_counts_as_a_word() {
        var body =
                Jsoup.parseBodyFragment(
                                "<p>the \"<em>x</em>\" of \"<code>\"a\"</code>\"</p><p>\"b\"</p><pre>'c'</pre>")
                        .body();
        Quotes.curl(body);
        assertEquals(
                "<p>the “<em>x</em>” of “<code>\"a\"</code>”</p><p>“b”</p><pre>'c'</pre>",
                body.html().replace("\n", ""));
    }
}
