package loopback.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import loopback.engine.verdict.WireEvent;
import org.junit.jupiter.api.Test;

class EventLinesTest {

    @Test
    void a_line_is_an_event() {
        assertEquals(
                List.of(
                        new WireEvent(1, "alice", "connects", 0, 0, "", "alice"),
                        new WireEvent(2, "alice", "sends", 5, 2, "\"he\\r\\n…\"", "alice")),
                EventLines.parse(
                        "1\talice\tconnects\t0\t0\talice\t\n"
                                + "2\talice\tsends\t5\t2\talice\t\"he\\\\r\\\\n…\"\n"));
    }

    @Test
    void what_is_escaped_stays_in_its_field() {
        assertEquals(
                List.of(new WireEvent(1, "you", "throw X: a\n2\talice\r\\n", 0, 0, "", "")),
                EventLines.parse("1\tyou\tthrow X: a\\n2\\talice\\r\\\\n\t0\t0\t\t\n"));
    }

    @Test
    void no_event_is_made_of_what_is_none() {
        for (var text :
                List.of(
                        "",
                        "\n",
                        "1\talice\tconnects",
                        "x\talice\tconnects\t0\t0\talice\t\n",
                        "1\talice\tconnects\t-1\t0\talice\t\n",
                        "99999999999\talice\tconnects\t0\t0\talice\t\n",
                        "1\talice\tconnects\t0\t0\talice\t\tmore\n")) {
            assertEquals(List.of(), EventLines.parse(text), text);
        }
    }
}
