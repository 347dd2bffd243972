package addresses;

import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

public final class StrictIpv4 {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern ADDRESS = Pattern.compile(OCTET + ("\\." + OCTET).repeat(3));

    public static byte[] parse(String text) {
        var match = ADDRESS.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not an IPv4 address: \"" + text + '"');
        }
        var hex =
                IntStream.rangeClosed(1, 4)
                        .map(group -> Integer.parseInt(match.group(group)))
                        .mapToObj("%02x"::formatted)
                        .collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }

    public static String format(byte[] address) {
        if (address.length != 4) {
            throw new IllegalArgumentException(address.length + " bytes are no IPv4 address");
        }
        return IntStream.range(0, 4)
                .map(i -> Byte.toUnsignedInt(address[i]))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("."));
    }

    private StrictIpv4() {}
}
