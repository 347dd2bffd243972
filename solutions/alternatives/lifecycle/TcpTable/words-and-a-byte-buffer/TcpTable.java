package lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
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
        try {
            return table.lines().skip(1).map(TcpTable::row).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Row row(String line) {
        var words = line.stripLeading().split(" +");
        try {
            if (!words[0].endsWith(":") || !hasOnly(words[0], "0123456789", words[0].length())) {
                throw new IllegalArgumentException("no number: " + words[0]);
            }
            var counts = words[4].split(":");
            check(counts.length == 2 && words[4].length() == 17);
            return new Row(
                    endpoint(words[1]),
                    endpoint(words[2]),
                    state(words[3]),
                    number(counts[0], 8),
                    number(counts[1], 8));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | IOException e) {
            throw new UncheckedIOException(new IOException("unexpected: " + line, e));
        }
    }

    private static boolean hasOnly(String word, String digits, int length) {
        return length > 1 && word.chars().limit(length - 1).allMatch(c -> digits.indexOf(c) >= 0);
    }

    private static State state(String word) {
        return switch (word) {
            case "01" -> State.ESTABLISHED;
            case "02" -> State.SYN_SENT;
            case "03" -> State.SYN_RECEIVED;
            case "04" -> State.FIN_WAIT_1;
            case "05" -> State.FIN_WAIT_2;
            case "06" -> State.TIME_WAIT;
            case "07" -> State.CLOSED;
            case "08" -> State.CLOSE_WAIT;
            case "09" -> State.LAST_ACK;
            case "0A" -> State.LISTEN;
            case "0B" -> State.CLOSING;
            default -> throw new IllegalArgumentException("no state: " + word);
        };
    }

    private static InetSocketAddress endpoint(String word) throws IOException {
        int colon = word.indexOf(':');
        check(colon == 8 || colon == 32);
        var bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < colon; i += 8) {
            bytes.putInt((int) number(word.substring(i, i + 8), 8));
        }
        int port = (int) number(word.substring(colon + 1), 4);
        return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), port);
    }

    private static long number(String digits, int length) {
        check(digits.length() == length && digits.chars().allMatch(HexFormat::isHexDigit));
        return Long.parseLong(digits, 16);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("another form");
        }
    }

    private TcpTable() {}
}
