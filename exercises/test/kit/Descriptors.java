package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What Linux knows of an open descriptor.
final class Descriptors {

    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");

    /// Words for a target of `/proc/self/fd`: a file's path, a selector, or a socket with its two
    /// addresses.
    static String describe(String target) {
        if (target.startsWith(Leaks.SELECTOR)) {
            return "a selector";
        }
        if (target.startsWith(Leaks.PIPE)) {
            return "a pipe";
        }
        if (!target.startsWith("socket:[")) {
            return "file " + Path.of(target).getFileName();
        }
        var inode = target.substring("socket:[".length(), target.length() - 1);
        for (var table : TABLES) {
            for (var line : lines(Path.of("/proc/self/net/" + table))) {
                var columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[9].equals(inode)) {
                    return describe(table, columns);
                }
            }
        }
        return unix(inode).orElse("socket (not connected)");
    }

    /// The number of a socket is followed by its path, if it has one; the fourth column tells whether
    /// it listens.
    private static Optional<String> unix(String inode) {
        return lines(Path.of("/proc/self/net/unix")).stream()
                .map(line -> line.strip().split("\\s+", 8))
                .filter(columns -> columns.length > 6 && columns[6].equals(inode))
                .map(columns ->
                        "Unix-domain socket"
                                + (columns[3].equals("00010000") ? " listening" : "")
                                + (columns.length > 7
                                        ? " on " + Path.of(columns[7]).getFileName()
                                        : ""))
                .findFirst();
    }

    private static String describe(String table, String[] columns) {
        var protocol = table.startsWith("tcp") ? "TCP" : "UDP";
        boolean listening = columns[3].equals("0A") && protocol.equals("TCP");
        var local = endpoint(columns[1]);
        var remote = endpoint(columns[2]);
        if (listening) {
            return "TCP socket listening on " + local;
        }
        return protocol + " socket " + local + (remote.endsWith(":0") ? "" : " to " + remote);
    }

    /// The kernel prints each 32-bit word of an address in the byte order of the machine.
    private static String endpoint(String hex) {
        int colon = hex.indexOf(':');
        var address = HexFormat.of().parseHex(hex.substring(0, colon));
        if (java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < address.length; i += 4) {
                swap(address, i, i + 3);
                swap(address, i + 1, i + 2);
            }
        }
        try {
            var literal = InetAddress.getByAddress(address).getHostAddress();
            int port = HexFormat.fromHexDigits(hex, colon + 1, hex.length());
            return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void swap(byte[] bytes, int i, int j) {
        byte b = bytes[i];
        bytes[i] = bytes[j];
        bytes[j] = b;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Descriptors() {}
}
