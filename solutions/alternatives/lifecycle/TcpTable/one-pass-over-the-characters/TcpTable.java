package lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedList;
import java.util.List;

public final class TcpTable {

    public enum State {
        LISTEN,
        SYN_SENT,
        SYN_RECEIVED,
        ESTABLISHED,
        FIN_WAIT_1,
        FIN_WAIT_2,
        CLOSE_WAIT,
        CLOSING,
        LAST_ACK,
        TIME_WAIT,
        CLOSED
    }

    public record Row(
            InetSocketAddress local,
            InetSocketAddress remote,
            State state,
            long unacknowledged,
            long unread) {}

    public static List<Row> parse(BufferedReader table) throws IOException {
        var rows = new LinkedList<Row>();
        if (table.readLine() != null) {
            for (var line = table.readLine(); line != null; line = table.readLine()) {
                rows.add(new Cursor(line).row());
            }
        }
        return rows;
    }

    private static State state(int code) {
        return switch (code) {
            case 1 -> State.ESTABLISHED;
            case 2 -> State.SYN_SENT;
            case 3 -> State.SYN_RECEIVED;
            case 4 -> State.FIN_WAIT_1;
            case 5 -> State.FIN_WAIT_2;
            case 6 -> State.TIME_WAIT;
            case 7 -> State.CLOSED;
            case 8 -> State.CLOSE_WAIT;
            case 9 -> State.LAST_ACK;
            case 10 -> State.LISTEN;
            case 11 -> State.CLOSING;
            default -> null;
        };
    }

    /// A place in a line, which moves on with what is read there.
    private static final class Cursor {

        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        Row row() throws IOException {
            spaces(0);
            int first = at;
            while (digit(10) >= 0) {
                at++;
            }
            check(at > first);
            colon();
            spaces(1);
            var local = endpoint();
            spaces(1);
            var remote = endpoint();
            spaces(1);
            var state = state((int) number(2));
            check(state != null);
            spaces(1);
            long unacknowledged = number(8);
            colon();
            long unread = number(8);
            check(at == line.length() || line.charAt(at) == ' ');
            return new Row(local, remote, state, unacknowledged, unread);
        }

        private InetSocketAddress endpoint() throws IOException {
            int end = line.indexOf(':', at);
            check(end == at + 8 || end == at + 32);
            var address = new byte[(end - at) / 2];
            for (int group = 0; group < address.length; group += 4) {
                for (int i = 3; i >= 0; i--) {
                    address[group + i] = (byte) number(2);
                }
            }
            colon();
            return new InetSocketAddress(InetAddress.getByAddress(address), (int) number(4));
        }

        private long number(int digits) throws IOException {
            long number = 0;
            for (int i = 0; i < digits; i++) {
                int digit = digit(16);
                check(digit >= 0);
                number = 16 * number + digit;
                at++;
            }
            return number;
        }

        private int digit(int radix) {
            boolean isAscii = at < line.length() && line.charAt(at) < 128;
            return isAscii ? Character.digit(line.charAt(at), radix) : -1;
        }

        private void spaces(int least) throws IOException {
            int first = at;
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            check(at >= first + least);
        }

        private void colon() throws IOException {
            check(at < line.length() && line.charAt(at) == ':');
            at++;
        }

        private void check(boolean holds) throws IOException {
            if (!holds) {
                throw new IOException("character " + at + " is not expected: " + line);
            }
        }
    }

    private TcpTable() {}
}
