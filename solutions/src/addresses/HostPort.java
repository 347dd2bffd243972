package addresses;

/// The host and the port that a text such as `example.org:80` or `[::1]:80` names.
public record HostPort(String host, int port) {

    /// Reads a text of one of these forms:
    ///
    /// | text | host | port |
    /// |---|---|---|
    /// | `example.org:80` | what stands before the colon | what stands behind it |
    /// | `example.org` | all of the text | `defaultPort` |
    /// | `[::1]:80` | what stands in the brackets | what stands behind the colon |
    /// | `[::1]` | what stands in the brackets | `defaultPort` |
    /// | `::1` | all of the text, even of `::1:80` | `defaultPort` |
    ///
    /// In the first two forms the host is a name or an IPv4 address: one or more characters, none
    /// of them a colon, a bracket or white space.
    ///
    /// In the others it is an IPv6 address
    /// ([RFC 3986, section 3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2)): two or
    /// more colons among any number of hexadecimal digits and dots, then perhaps `%` and a zone
    /// ([RFC 4007, section 11](https://www.rfc-editor.org/rfc/rfc4007#section-11)), which is again
    /// one or more characters, none of them a colon, a bracket or white space.
    ///
    /// A bracket is `[` or `]`. White space is a space, a tab, a line feed, a vertical tab, a form
    /// feed or a carriage return; whether more characters of Unicode are white space is left open.
    /// Hexadecimal digits are `0` to `9`, `a` to `f` and `A` to `F`.
    ///
    /// A port is one or more of the digits `0` to `9`, which make a number from 0 to 65535; zeros
    /// in front do not count.
    ///
    /// Nothing more is examined: neither that the host is complete nor that it exists, nor which
    /// number `defaultPort` is. The host keeps its spelling. No resolver is asked.
    ///
    /// @throws IllegalArgumentException if `text` has none of these forms
    public static HostPort parse(String text, int defaultPort) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            check(end > 0, text);
            var rest = text.substring(end + 1);
            check(rest.isEmpty() || rest.startsWith(":"), text);
            int port = rest.isEmpty() ? defaultPort : port(rest.substring(1), text);
            return new HostPort(address(text.substring(1, end), text), port);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new HostPort(name(text, text), defaultPort);
        }
        if (colon < text.lastIndexOf(':')) {
            return new HostPort(address(text, text), defaultPort);
        }
        int port = port(text.substring(colon + 1), text);
        return new HostPort(name(text.substring(0, colon), text), port);
    }

    private static String name(String host, String text) {
        check(host.matches("[^:\\[\\]\\s]+"), text);
        return host;
    }

    private static String address(String host, String text) {
        check(host.matches("[0-9A-Fa-f:.]+(%[^:\\[\\]\\s]+)?"), text);
        check(host.indexOf(':') < host.lastIndexOf(':'), text);
        return host;
    }

    private static int port(String digits, String text) {
        check(digits.matches("0*[0-9]{1,5}"), text);
        int port = Integer.parseInt(digits);
        check(port <= 65535, text);
        return port;
    }

    private static void check(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException("neither host nor host:port: " + text);
        }
    }
}
