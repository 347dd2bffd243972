package lifecycle;

import static lifecycle.TcpTable.State.CLOSED;
import static lifecycle.TcpTable.State.CLOSE_WAIT;
import static lifecycle.TcpTable.State.CLOSING;
import static lifecycle.TcpTable.State.ESTABLISHED;
import static lifecycle.TcpTable.State.FIN_WAIT_1;
import static lifecycle.TcpTable.State.FIN_WAIT_2;
import static lifecycle.TcpTable.State.LAST_ACK;
import static lifecycle.TcpTable.State.LISTEN;
import static lifecycle.TcpTable.State.SYN_RECEIVED;
import static lifecycle.TcpTable.State.SYN_SENT;
import static lifecycle.TcpTable.State.TIME_WAIT;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kit.Mismatch;
import kit.Wire;
import lifecycle.TcpTable.Row;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TcpTableTest {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";
    private static final String REST = " 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0";
    private static final String NOBODY = "00000000:0000";

    /// 127.0.0.127, port 9: read in whichever order and radix.
    private static final String LOCAL = "7F00007F:0009";

    private static final String REMOTE = "7F00007F:0007";

    @Test
    @Order(1)
    void a_row_has_two_endpoints() {
        var row = row("   0: 0100007F:1F90 0200007F:D431 01 00000000:00000000" + REST);
        isAt("127.0.0.1", 8080, row.local(), "local endpoint, 0100007F:1F90");
        isAt("127.0.0.2", 54321, row.remote(), "remote endpoint, 0200007F:D431");
        assertEquals(ESTABLISHED, row.state(), "state, 01");

        row = row("   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000" + REST);
        isAt("127.0.0.1", 8080, row.local(), "local endpoint, 0100007F:1F90");
        isAt("0.0.0.0", 0, row.remote(), "remote endpoint, 00000000:0000");
        assertEquals(LISTEN, row.state(), "state, 0A");
    }

    @Test
    @Order(2)
    void the_last_byte_of_an_address_comes_first_and_a_port_is_hexadecimal() {
        endpointIs("192.0.2.77", 443, "4D0200C0:01BB");
        endpointIs("10.20.30.40", 22, "281E140A:0016");
        endpointIs("255.254.253.252", 65535, "FCFDFEFF:FFFF");
        endpointIs("128.0.0.129", 32768, "81000080:8000");
        endpointIs("0.0.0.0", 2018, "00000000:07E2");
        endpointIs("1.0.0.0", 1, "00000001:0001");
    }

    @Test
    @Order(3)
    void every_state_has_its_digits() {
        var states =
                List.of(
                        ESTABLISHED,
                        SYN_SENT,
                        SYN_RECEIVED,
                        FIN_WAIT_1,
                        FIN_WAIT_2,
                        TIME_WAIT,
                        CLOSED,
                        CLOSE_WAIT,
                        LAST_ACK,
                        LISTEN,
                        CLOSING);
        for (int i = 1; i <= states.size(); i++) {
            var digits = "%02X".formatted(i);
            var row = row(line(LOCAL, REMOTE, digits, "00000000:00000000"));
            assertEquals(states.get(i - 1), row.state(), "state, " + digits);
        }
    }

    @Test
    @Order(4)
    void an_ipv6_address_has_four_groups() {
        endpointIs("::", 9, "00000000000000000000000000000000:0009");
        endpointIs("::1", 9, "00000000000000000000000001000000:0009");
        endpointIs("::7f00:1", 9, "0000000000000000000000000100007F:0009");
        endpointIs("2001:db8::1", 9, "B80D0120000000000000000001000000:0009");
        endpointIs(
                "fedc:ba98:7654:3210:123:4567:89ab:cdef",
                9,
                "98BADCFE1032547667452301EFCDAB89:0009");
    }

    @Test
    @Order(5)
    void a_mapped_ipv4_address_is_an_ipv4_address() {
        endpointIs("127.0.0.1", 9, "0000000000000000FFFF00000100007F:0009");
        endpointIs("192.0.2.77", 9, "0000000000000000FFFF00004D0200C0:0009");
        endpointIs("::fffe:c000:24d", 9, "0000000000000000FEFF00004D0200C0:0009");
    }

    @Test
    @Order(6)
    void the_counts_are_hexadecimal_too() {
        countsAre(0, 0, "00000000:00000000");
        countsAre(5, 10, "00000005:0000000A");
        countsAre(16, 4_000_000, "00000010:003D0900");
        countsAre(2_147_483_648L, 305_419_896, "80000000:12345678");
        countsAre(4_294_967_294L, 4_294_967_295L, "FFFFFFFE:FFFFFFFF");
    }

    @Test
    @Order(7)
    void each_line_but_the_first_is_a_row() {
        assertEquals(List.of(), rows(HEADER), "rows of a table without a row");
        assertEquals(List.of(), rows(""), "rows of a table without a line");
        var one = line(LOCAL, NOBODY, "0A", "00000000:00000000");
        assertEquals(List.of(), rows(one), "rows of a table with one line");
        assertEquals(List.of(), rows("\n"), "rows of a table with an empty first line");

        var table = new StringBuilder(HEADER);
        for (int port : new int[] {2, 8, 5, 2, 2}) {
            table.append(line("00000000:%04X".formatted(port), NOBODY, "0A", "00000000:00000000"));
        }
        assertEquals(List.of(2, 8, 5, 2, 2), ports(rows(table.toString())), "local ports");
        assertEquals(
                List.of(2, 8),
                ports(
                        rows(
                                table.substring(0, table.indexOf(":0005"))
                                        .lines()
                                        .limit(3)
                                        .collect(Collectors.joining("\n")))),
                "local ports of a table whose last line has no line feed");
    }

    @Test
    @Order(8)
    void spaces_separate_the_words() {
        var words = LOCAL + " " + REMOTE + " 06 00000005:00000007";
        for (var line :
                List.of(
                        "0: " + words,
                        "  99: " + words + REST,
                        "12345: " + words + REST,
                        "   0: " + words + REST + "      ",
                        "99999999999: " + words + REST,
                        "        7:   " + words.replace(" ", "   ") + "   1   2   3",
                        "0: " + words + " ",
                        "0: " + words + " 0",
                        "0: " + words + " whatever 0B 01:02: there may be, some day")) {
            var row = row(line);
            isAt("127.0.0.127", 9, row.local(), "local endpoint of \"" + line + '"');
            isAt("127.0.0.127", 7, row.remote(), "remote endpoint of \"" + line + '"');
            assertEquals(TIME_WAIT, row.state(), "state of \"" + line + '"');
            assertEquals(5, row.unacknowledged(), "unacknowledged of \"" + line + '"');
            assertEquals(7, row.unread(), "unread of \"" + line + '"');
        }
    }

    @Test
    @Order(9)
    void a_line_of_another_form_is_refused() {
        var good = row().stripTrailing();
        for (var bad :
                List.of(
                        "",
                        "   ",
                        HEADER.strip(),
                        "   0:",
                        "   0: " + LOCAL + " " + REMOTE + " 01",
                        good.replaceFirst("0: ", ""),
                        good.replaceFirst("0:", "0"),
                        good.replaceFirst("0:", "x:"),
                        good.replaceFirst("0:", "١:"),
                        good.replaceFirst("0:", "-1:"),
                        good.replaceFirst("0:", "+1:"),
                        good.replaceFirst("0: ", "0:"),
                        good.replaceFirst("0:", ":"),
                        good.replace(LOCAL, "7F00007F"),
                        good.replace(LOCAL, "7F00007F:"),
                        good.replace(LOCAL, ":0009"),
                        good.replace(LOCAL, "F00007F:0009"),
                        good.replace(LOCAL, "7F00007F7F:0009"),
                        good.replace(LOCAL, "7F00007F7F00007F:0009"),
                        good.replace(LOCAL, "7F00007G:0009"),
                        good.replace(LOCAL, "+F00007F:0009"),
                        good.replace(REMOTE, "-F00007F:0007"),
                        good.replace(LOCAL, "0000000000000000+FFF00000100007F:0009"),
                        good.replace(LOCAL, "7F00007F:009"),
                        good.replace(LOCAL, "7F00007F:+009"),
                        good.replace(LOCAL, "7F00007F:00009"),
                        good.replace(REMOTE, "7F00007F:000X"),
                        good.replace(REMOTE, "7F00007F:000١"),
                        good.replace(" 01 ", " 1 "),
                        good.replace(" 01 ", " 001 "),
                        good.replace(" 01 ", " +1 "),
                        good.replace(" 01 ", " 00 "),
                        good.replace(" 01 ", " 0C "),
                        good.replace(" 01 ", " 10 "),
                        good.replace(" 01 ", " FF "),
                        good.replace(" 01 ", " LI "),
                        good.replace("00000000:00000000", "00000000"),
                        good.replace("00000000:00000000", "00000000:0000000"),
                        good.replace("00000000:00000000", "0000000G:00000000"),
                        good.replace("00000000:00000000", "00000000:-0000001"),
                        good.replace("00000000:00000000", "+0000001:00000000"),
                        good.replace("00000000:00000000", "00000000:000000000"))) {
            isRefused(good, bad);
        }
    }

    @Test
    @Order(10)
    void a_failure_to_read_is_passed_on() {
        for (var failure : List.of(new IOException("unreadable"), new EOFException("cut off"))) {
            for (var text : List.of("", HEADER, HEADER + row(), HEADER + row() + row())) {
                Wire.note("table", text.lines().count() + " lines, then " + failure);
                assertSame(
                        failure,
                        outcome(new Tape(text, failure)),
                        "outcome when reading throws " + failure);
            }
        }
    }

    @Test
    @Order(11)
    void the_table_is_read_to_its_end_and_stays_open() throws IOException {
        var many =
                IntStream.range(0, 10_000).mapToObj(i -> "%4d".formatted(i) + row().substring(4));
        var tape = new Tape(HEADER + many.collect(Collectors.joining()), null);
        Wire.note("table", "has 10000 rows");
        assertEquals(10_000, TcpTable.parse(tape).size(), "number of rows");
        assertEquals("open", tape.closed ? "closed" : "open", "table after the call");
        assertEquals(-1, tape.read(), "what is left of the table");

        var cut = new Tape(HEADER + row() + "0: 7F00007F", null);
        Wire.note("table", "has a row, then \"0: 7F00007F\"");
        assertThrows(IOException.class, () -> TcpTable.parse(cut), "parse(table)");
        assertEquals("open", cut.closed ? "closed" : "open", "table after a line was refused");
    }

    private static String row() {
        return line(LOCAL, REMOTE, "01", "00000000:00000000");
    }

    private static String line(String local, String remote, String state, String counts) {
        return "   0: %s %s %s %s%s\n".formatted(local, remote, state, counts, REST);
    }

    private static List<Row> rows(String table) {
        return rows(table, "parse(table)");
    }

    private static List<Row> rows(String table, String call) {
        table.lines().forEach(line -> Wire.note("table", '"' + line + '"'));
        var reader = new BufferedReader(new StringReader(table));
        return assertDoesNotThrow(() -> TcpTable.parse(reader), call);
    }

    /// The one row of a table of this line.
    private static Row row(String line) {
        var rows = rows(HEADER + line, "parse(header and \"" + line.stripTrailing() + "\")");
        if (rows.size() != 1) {
            throw Mismatch.of("1 row", rows.size() + " rows");
        }
        return rows.getFirst();
    }

    private static void endpointIs(String literal, int port, String word) {
        var nobody = word.replaceAll("[0-9A-F]", "0");
        isAt(
                literal,
                port,
                row(line(word, nobody, "0A", "00000000:00000000")).local(),
                "local endpoint, " + word);
        isAt(
                literal,
                port,
                row(line(nobody, word, "02", "00000000:00000000")).remote(),
                "remote endpoint, " + word);
    }

    private static void isAt(String literal, int port, InetSocketAddress found, String which) {
        assertEquals(new InetSocketAddress(InetAddress.ofLiteral(literal), port), found, which);
    }

    private static void countsAre(long unacknowledged, long unread, String word) {
        var row = row(line(LOCAL, REMOTE, "01", word));
        assertEquals(unacknowledged, row.unacknowledged(), "unacknowledged, the first of " + word);
        assertEquals(unread, row.unread(), "unread, the second of " + word);
    }

    private static List<Integer> ports(List<Row> rows) {
        return rows.stream().map(row -> row.local().getPort()).toList();
    }

    private static void isRefused(String good, String bad) {
        Wire.note("table", '"' + bad + '"');
        for (var table : List.of(bad + '\n' + good, good + '\n' + bad + '\n')) {
            var outcome = outcome(new BufferedReader(new StringReader(HEADER + table)));
            var found = outcome instanceof IOException e ? e.getMessage() : String.valueOf(outcome);
            boolean isRefused =
                    outcome instanceof IOException && String.valueOf(found).contains(bad.strip());
            if (!isRefused) {
                throw Mismatch.of(
                        "an IOException whose message contains \"" + bad.strip() + '"',
                        outcome instanceof IOException ? "one that says \"" + found + '"' : found);
            }
        }
    }

    private static Object outcome(BufferedReader table) {
        try {
            return TcpTable.parse(table);
        } catch (Exception e) {
            return e;
        }
    }

    /// A text, then its end or a failure; knows whether it was closed.
    private static final class Tape extends BufferedReader {

        private boolean closed;

        Tape(String text, IOException failure) {
            super(new Text(text, failure));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Text extends Reader {

        private final StringReader text;
        private final IOException failure;

        Text(String text, IOException failure) {
            this.text = new StringReader(text);
            this.failure = failure;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = text.read(buffer, offset, length);
            if (count < 0 && failure != null) {
                throw failure;
            }
            return count;
        }

        @Override
        public void close() {
            text.close();
        }
    }
}
