package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import loopback.engine.verdict.WireEvent;
import org.junit.jupiter.api.Test;

class PrintedFailureTest {

    private static final String PRINTED =
            """
            $ ./course check EchoOnce
            tcp/EchoOnce                                                 1/3

            ✓ 1  passes                                                  1/1
            ✗ 2  fails_without_a_wire                                    0/1

               expected  1
               found     2

            ✗ 3  fails                                                   0/1

               expected  "hello"
               found     "", then nothing more

                 1 alice  connects
                 2 alice  sends 5 bytes in 2 pieces  "hello"
                 3 you    send 1 byte  "h"

            ✗ 4  fails_too                                               0/1

                 1 bob  connects
            """;

    @Test
    void the_first_transcript_is_taken_with_its_message() {
        var failure = PrintedFailure.in(PRINTED.lines().toList());

        assertEquals(
                new PrintedFailure(
                        "expected  \"hello\"\nfound     \"\", then nothing more",
                        List.of(
                                new WireEvent(1, "alice", "connects", 0, 0, "", ""),
                                new WireEvent(2, "alice", "sends", 5, 2, "\"hello\"", ""),
                                new WireEvent(3, "you", "send", 1, 1, "\"h\"", ""))),
                failure);
        assertTrue(failure.picture().orElseThrow().contains("figure class=\"wire\""));
    }

    @Test
    void what_shows_no_wire_has_no_picture() {
        var lines = PRINTED.lines().limit(9).toList();
        assertTrue(PrintedFailure.in(lines).picture().isEmpty());
        assertTrue(PrintedFailure.in(List.of("$ ./course", "anything")).picture().isEmpty());
    }
}
