package addresses;

public record HostPort(String host, int port) {

    public static HostPort parse(String text, int defaultPort) {
        return new Parser(text).parse(defaultPort);
    }

    /// Reads from left to right; `next` is the character that has not been taken yet.
    private static final class Parser {

        private static final int END = -1;

        private final String text;
        private int next;

        Parser(String text) {
            this.text = text;
        }

        HostPort parse(int defaultPort) {
            String host;
            if (peek() == '[') {
                next++;
                host = address();
                expect(']');
            } else if (text.chars().filter(c -> c == ':').count() > 1) {
                host = address();
                expect(END);
                return new HostPort(host, defaultPort);
            } else {
                host = word();
            }
            if (peek() == END) {
                return new HostPort(host, defaultPort);
            }
            expect(':');
            return new HostPort(host, port());
        }

        private String address() {
            int start = next;
            int colons = 0;
            while (peek() == ':' || peek() == '.' || isHex(peek())) {
                colons += peek() == ':' ? 1 : 0;
                next++;
            }
            if (colons < 2) {
                throw refusal();
            }
            if (peek() == '%') {
                next++;
                word();
            }
            return text.substring(start, next);
        }

        private String word() {
            int start = next;
            while (peek() != END && ":[]".indexOf(peek()) < 0 && !Character.isWhitespace(peek())) {
                next++;
            }
            if (next == start) {
                throw refusal();
            }
            return text.substring(start, next);
        }

        private int port() {
            int port = 0;
            do {
                if (peek() < '0' || peek() > '9') {
                    throw refusal();
                }
                port = 10 * port + peek() - '0';
                if (port > 65535) {
                    throw refusal();
                }
                next++;
            } while (peek() != END);
            return port;
        }

        private static boolean isHex(int c) {
            return c < 128 && Character.digit(c, 16) >= 0;
        }

        private int peek() {
            return next < text.length() ? text.charAt(next) : END;
        }

        private void expect(int c) {
            if (peek() != c) {
                throw refusal();
            }
            next = Math.min(next + 1, text.length());
        }

        private IllegalArgumentException refusal() {
            return new IllegalArgumentException("unexpected at " + next + " in " + text);
        }
    }
}
