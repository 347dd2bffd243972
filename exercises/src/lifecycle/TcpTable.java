package lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Reads the table of TCP sockets that Linux shows as `/proc/net/tcp` for IPv4, and as
/// `/proc/net/tcp6` for IPv6.
///
/// The first line names the columns. Each line after it is a row, and tells of one socket:
///
/// ```
///    3: 0100007F:1F90 0200007F:D431 01 00000005:0000000A 00:00000000 00000000  1000  0 4711 1
/// ```
///
/// A row consists of words, with one or more spaces between one word and the next, and any number
/// of spaces at its start and at its end. It begins with these five words:
///
/// 1. a number in decimal digits, as many as it takes, and a colon
/// 2. the local endpoint: an address, a colon and a port
/// 3. the remote endpoint, in the same form
/// 4. the state, two hexadecimal digits
/// 5. two counts of eight hexadecimal digits each, with a colon between them
///
/// What follows is not looked at. Hexadecimal digits are `0` to `9` and `A` to `F`; whether `a` to
/// `f` count, too, is left open.
///
/// An IPv4 address is eight hexadecimal digits, two for each byte, and its last byte comes first:
/// `0100007F` is 127.0.0.1. An IPv6 address is 32 of them, in four groups of eight, and of each
/// group the last byte comes first: `B80D0120000000000000000001000000` is 2001:db8::1. An IPv4
/// address that is mapped into IPv6, as ::ffff:127.0.0.1 is, becomes that IPv4 address
/// ([RFC 4291](https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2)). A port is four
/// hexadecimal digits, and its high byte comes first: `1F90` is 8080.
///
/// A state means one of
/// [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293#section-3.3.2):
///
/// | digits | state |
/// |---|---|
/// | `01` | `ESTABLISHED` |
/// | `02` | `SYN_SENT` |
/// | `03` | `SYN_RECEIVED` |
/// | `04` | `FIN_WAIT_1` |
/// | `05` | `FIN_WAIT_2` |
/// | `06` | `TIME_WAIT` |
/// | `07` | `CLOSED` |
/// | `08` | `CLOSE_WAIT` |
/// | `09` | `LAST_ACK` |
/// | `0A` | `LISTEN` |
/// | `0B` | `CLOSING` |
public final class TcpTable {

    /// Where a connection is in its life.
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

    /// What one row tells.
    ///
    /// @param unacknowledged the first count: bytes on their way to the peer, from 0 to 2³² − 1
    /// @param unread the second count: bytes that nobody has read yet, or connections that wait for
    ///     a listener to accept them, from 0 to 2³² − 1
    public record Row(
            InetSocketAddress local,
            InetSocketAddress remote,
            State state,
            long unacknowledged,
            long unread) {}

    /// Returns what the rows of `table` tell, in their order, each of them, even if two are equal.
    /// There may be any number of them; a table without a row, or without any line, gives an empty
    /// list.
    ///
    /// `table` is read to its end, unless a line is refused, and stays open in any case.
    ///
    /// @throws IOException the one that reading `table` throws, as it is; or one whose message
    ///     contains the line, with or without the spaces at its ends, if a line after the first is
    ///     no such row, an empty line for example
    public static List<Row> parse(BufferedReader table) throws IOException {
        throw new UnsupportedOperationException("TODO: read the rows of the table");
    }

    private TcpTable() {}
}
