package addresses;

/// Reads and writes IPv4 addresses in one strict form: four decimal numbers from 0 to 255, with a
/// dot between one and the next, as in `192.0.2.1`. This is the `IPv4address` of
/// [RFC 3986, section 3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2).
///
/// Nothing here ever asks a resolver. The default locale makes no difference.
public final class StrictIpv4 {

    /// Returns the four bytes of the address that `text` writes, the first number first. No
    /// two calls return the same array.
    ///
    /// A number is made of the ASCII digits `0` to `9`. It has no leading zero; zero itself is `0`.
    /// The four numbers and three dots are all there is: no sign, no white space, nothing at the
    /// end.
    ///
    /// @throws IllegalArgumentException if `text` is anything else, a name for example
    public static byte[] parse(String text) {
        var numbers = text.split("\\.", -1); // Without the -1, empty strings at the end are lost.
        if (numbers.length != 4) {
            throw new IllegalArgumentException("not four numbers: " + text);
        }
        var address = new byte[4];
        for (int i = 0; i < 4; i++) {
            address[i] = (byte) number(numbers[i], text);
        }
        return address;
    }

    /// Returns the text from which `parse` makes `address`.
    ///
    /// @throws IllegalArgumentException if `address` has fewer or more than four bytes
    public static String format(byte[] address) {
        if (address.length != 4) {
            throw new IllegalArgumentException("not four bytes, but " + address.length);
        }
        var text = new StringBuilder();
        for (byte b : address) {
            text.append(text.isEmpty() ? "" : ".").append(b & 0xff);
        }
        return text.toString();
    }

    private static int number(String digits, String text) {
        boolean hasLeadingZero = digits.length() > 1 && digits.charAt(0) == '0';
        if (digits.isEmpty() || digits.length() > 3 || hasLeadingZero) {
            throw new IllegalArgumentException("not a number from 0 to 255 in " + text);
        }
        int number = 0;
        for (char digit : digits.toCharArray()) {
            if (digit < '0' || digit > '9') {
                throw new IllegalArgumentException("not a digit in " + text + ": " + digit);
            }
            number = 10 * number + (digit - '0');
        }
        if (number > 255) {
            throw new IllegalArgumentException("above 255 in " + text + ": " + number);
        }
        return number;
    }

    private StrictIpv4() {}
}
