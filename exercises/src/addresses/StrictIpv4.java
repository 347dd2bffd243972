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
        return todo();
    }

    /// Returns the text from which `parse` makes `address`.
    ///
    /// @throws IllegalArgumentException if `address` has fewer or more than four bytes
    public static String format(byte[] address) {
        return todo();
    }

    private static <T> T todo() {
        throw new UnsupportedOperationException("TODO: read four numbers, and write four bytes");
    }

    private StrictIpv4() {}
}
