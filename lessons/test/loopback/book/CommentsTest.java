package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CommentsTest {

    @Test
    void words_beyond_the_last_column_go_to_the_next_line() {
        var source =
                """
                    /// What has arrived is sent back at once, since a client may wait for it before it sends more.
                    /// It may end.
                    ///
                    /// @throws IOException when sending fails, as it does when the client resets the connection
                    ///     first
                    /// @return nothing
                    void f() {}
                """;
        assertEquals(
                """
                    /// What has arrived is sent back at once, since a client may wait for it
                    /// before it sends more. It may end.
                    ///
                    /// @throws IOException when sending fails, as it does when the client resets
                    ///     the connection first
                    /// @return nothing
                    void f() {}
                """,
                Comments.wrapped(source));
    }

    @Test
    void code_and_tables_stay() {
        var row = "/// | " + "a ".repeat(60) + "|\n";
        var code = "    var text = \"" + "a ".repeat(60) + "\"; // long\n";
        assertEquals(row + code, Comments.wrapped(row + code));
    }
}
