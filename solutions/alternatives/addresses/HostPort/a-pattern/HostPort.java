package addresses;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public record HostPort(String host, int port) {

    private static final String WORD = "[^:\\[\\]\\s]+";
    private static final String HEX = "[0-9A-Fa-f.]*";
    private static final String IPV6 = HEX + ":" + HEX + ":[0-9A-Fa-f.:]*(?:%" + WORD + ")?";
    private static final String HOST = "(?<name>" + WORD + ")|\\[(?<address>" + IPV6 + ")\\]";
    private static final String PORT = "(?::0*(?<port>[0-9]{1,5}))?";
    private static final Pattern FORM =
            Pattern.compile("(?:" + HOST + ")" + PORT + "|(?<bare>" + IPV6 + ")");

    public static HostPort parse(String text, int defaultPort) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a host and a port: '" + text + "'");
        }
        var digits = form.group("port");
        int port = digits == null ? defaultPort : Integer.parseInt(digits);
        if (digits != null && port > 0xffff) {
            throw new IllegalArgumentException("port above 65535 in '" + text + "'");
        }
        return new HostPort(host(form), port);
    }

    private static String host(Matcher form) {
        return Stream.of("name", "address", "bare")
                .map(form::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }
}
