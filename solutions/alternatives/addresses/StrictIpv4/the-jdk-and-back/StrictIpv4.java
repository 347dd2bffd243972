package addresses;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

public final class StrictIpv4 {

    public static byte[] parse(String text) {
        var address = Inet4Address.ofLiteral(text);
        if (!address.getHostAddress().equals(text)) {
            throw new IllegalArgumentException("not in the strict form: " + text);
        }
        return address.getAddress();
    }

    public static String format(byte[] address) {
        if (address.length != 4) {
            throw new IllegalArgumentException(address.length + " bytes are no IPv4 address");
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private StrictIpv4() {}
}
