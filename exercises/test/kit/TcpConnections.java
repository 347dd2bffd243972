package kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What Linux knows of the TCP sockets of this machine.
final class TcpConnections {

    /// One end of a connection: its state, and how many bytes have arrived that its owner has not
    /// read.
    record End(int state, long unread) {

        private static final int CLOSE_WAIT = 8;

        /// Whether the other end has said that it sends no more.
        boolean hasHeardTheEnd() {
            return state == CLOSE_WAIT;
        }
    }

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/self/net/tcp6"), Path.of("/proc/self/net/tcp"));

    /// The end at port `local` of the connection with port `remote`; empty on systems without such a
    /// table, and when there is no such connection any more.
    static Optional<End> end(int local, int remote) {
        return find(port(local), port(remote));
    }

    /// How many connections wait for the listener at an IPv4 address to accept them; empty on
    /// systems without such a table.
    static Optional<Long> waiting(InetSocketAddress listener) {
        var b = listener.getAddress().getAddress();
        var address = "%02X%02X%02X%02X".formatted(b[3], b[2], b[1], b[0]);
        return find(address + port(listener.getPort()), port(0)).map(End::unread);
    }

    private static String port(int port) {
        return ":%04X ".formatted(port);
    }

    private static Optional<End> find(String local, String remote) {
        return TABLES.stream()
                .flatMap(table -> find(text(table), local, remote).stream())
                .findFirst();
    }

    /// A line of the table begins like `1: 0100007F:8F3A 0100007F:C350 01 00000000:00000000 `: two
    /// endpoints, the state, bytes on the way, bytes unread. There may be thousands of lines, so
    /// that only what is asked for is taken apart.
    private static Optional<End> find(String table, String local, String remote) {
        for (int at = table.indexOf(local); at >= 0; at = table.indexOf(local, at + 1)) {
            int colon = table.indexOf(':', at + local.length());
            if (table.startsWith(remote, colon)) {
                int state = colon + remote.length();
                int unread = table.indexOf(':', state) + 1;
                return Optional.of(new End(hex(table, state, 2), hex(table, unread, 8)));
            }
        }
        return Optional.empty();
    }

    private static int hex(String text, int from, int length) {
        return Integer.parseUnsignedInt(text, from, from + length, 16);
    }

    private static String text(Path table) {
        try {
            return Files.readString(table, ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private TcpConnections() {}
}
