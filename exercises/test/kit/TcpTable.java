package kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What Linux knows of a TCP connection between two sockets of this machine.
final class TcpTable {

    /// One end: its state, and how many bytes have arrived that its owner has not read.
    record End(int state, long unread) {

        private static final int CLOSE_WAIT = 8;

        /// Whether the other end has said that it sends no more.
        boolean hasHeardTheEnd() {
            return state == CLOSE_WAIT;
        }
    }

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/self/net/tcp6"), Path.of("/proc/self/net/tcp"));

    /// The end at `local` of the connection with `remote`; empty on systems without such a table,
    /// and when there is no such connection any more.
    static Optional<End> end(int local, int remote) {
        return TABLES.stream()
                .flatMap(table -> lines(table).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> port(columns[1]) == local && port(columns[2]) == remote)
                .map(columns -> new End(hex(columns[3], 0), hex(columns[4], 9)))
                .findFirst();
    }

    private static int port(String endpoint) {
        return hex(endpoint, endpoint.indexOf(':') + 1);
    }

    private static int hex(String column, int from) {
        return Integer.parseUnsignedInt(column, from, column.length(), 16);
    }

    private static List<String> lines(Path table) {
        try {
            var lines = Files.readAllLines(table);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private TcpTable() {}
}
