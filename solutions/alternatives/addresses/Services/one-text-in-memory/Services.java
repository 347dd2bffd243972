package addresses;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringTokenizer;

public final class Services {

    public static OptionalInt port(Reader services, String name, String protocol)
            throws IOException {
        for (var line : lines(services)) {
            var words = new StringTokenizer(line, " \t");
            var first = words.nextToken();
            int port = port(words.nextToken(), protocol);
            boolean fits = first.equals(name);
            while (words.hasMoreTokens()) {
                fits |= words.nextToken().equals(name);
            }
            if (fits && port >= 0) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    public static Optional<String> name(Reader services, int port, String protocol)
            throws IOException {
        for (var line : lines(services)) {
            var words = new StringTokenizer(line, " \t");
            var first = words.nextToken();
            if (port >= 0 && port(words.nextToken(), protocol) == port) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    /// The lines that have at least two words, without comments.
    private static String[] lines(Reader services) throws IOException {
        try (services) {
            var text = services.readAllAsString();
            return text.lines()
                    .map(line -> line.split("#", 2)[0])
                    .filter(line -> new StringTokenizer(line, " \t").countTokens() > 1)
                    .toArray(String[]::new);
        }
    }

    /// The port of a word such as `80/tcp`, or -1 if that is no port of this protocol.
    private static int port(String word, String protocol) {
        int end = word.indexOf('/');
        if (end < 1 || end > 5 || protocol.isEmpty() || !word.substring(end + 1).equals(protocol)) {
            return -1;
        }
        int port = 0;
        for (char digit : word.substring(0, end).toCharArray()) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            port = 10 * port + digit - '0';
        }
        boolean isCanonical = word.startsWith(port + "/");
        return isCanonical && port <= 65535 ? port : -1;
    }

    private Services() {}
}
