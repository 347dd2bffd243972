package addresses;

import java.net.InetAddress;
import java.util.EnumSet;

/// Tells what an address is set aside for.
///
/// | kind | IPv4 | IPv6 |
/// |---|---|---|
/// | `LOOPBACK` | 127.0.0.0/8 | ::1 |
/// | `WILDCARD` | 0.0.0.0 | :: |
/// | `BROADCAST` | 255.255.255.255 | |
/// | `MULTICAST` | 224.0.0.0/4 | ff00::/8 |
/// | `LINK_LOCAL` | 169.254.0.0/16, 224.0.0.0/24 | fe80::/10, ffX2::/16 (a) |
/// | `PRIVATE` | 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 | |
/// | `UNIQUE_LOCAL` | | fc00::/7 |
/// | `SHARED` | 100.64.0.0/10 | |
/// | `DOCUMENTATION` | 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24 | 2001:db8::/32, 3fff::/20 |
/// | `GLOBAL` | 1.0.0.0 to 223.255.255.255 (b) | 2000::/3 (c) |
///
/// (a) For each hexadecimal digit X, from ff02::/16 to fff2::/16.
/// (b) Without the rows above, and without 192.0.0.0/24 and 198.18.0.0/15.
/// (c) Without those addresses that lie in a row above.
///
/// The rows are those of RFC [919], [1918], [3849], [3927], [4193], [4291], [5737], [5771], [6598],
/// [6890] and [9637].
///
/// [919]: https://www.rfc-editor.org/rfc/rfc919#section-7
/// [1918]: https://www.rfc-editor.org/rfc/rfc1918#section-3
/// [3849]: https://www.rfc-editor.org/rfc/rfc3849#section-2
/// [3927]: https://www.rfc-editor.org/rfc/rfc3927#section-2.1
/// [4193]: https://www.rfc-editor.org/rfc/rfc4193#section-3.1
/// [4291]: https://www.rfc-editor.org/rfc/rfc4291#section-2.4
/// [5737]: https://www.rfc-editor.org/rfc/rfc5737#section-3
/// [5771]: https://www.rfc-editor.org/rfc/rfc5771#section-3
/// [6598]: https://www.rfc-editor.org/rfc/rfc6598#section-7
/// [6890]: https://www.rfc-editor.org/rfc/rfc6890#section-2.2
/// [9637]: https://www.rfc-editor.org/rfc/rfc9637
public final class AddressKind {

    /// What an address may be.
    public enum Kind {
        LOOPBACK,
        WILDCARD,
        BROADCAST,
        MULTICAST,
        LINK_LOCAL,
        PRIVATE,
        UNIQUE_LOCAL,
        SHARED,
        DOCUMENTATION,
        GLOBAL
    }

    /// Returns each kind in whose row of the table `address` lies.
    ///
    /// That is one kind, but two for a multicast address that is `LINK_LOCAL` as well, and none for
    /// an address in no row, such as 240.0.0.1 or fec0::1.
    ///
    /// An IPv4-mapped IPv6 address, from ::ffff:0:0/96, has the kinds of the IPv4 address in its
    /// last four bytes
    /// ([RFC 4291, section 2.5.5.2](https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2)).
    /// `InetAddress` makes an `Inet4Address` of one where it can, but an `Inet6Address` can hold
    /// it.
    ///
    /// Only the bytes of `address` count: neither its zone nor its host name makes a difference. No
    /// resolver is asked. The set is the caller's own: what becomes of it has no effect on others.
    public static EnumSet<Kind> classify(InetAddress address) {
        throw new UnsupportedOperationException("TODO: find the rows that an address lies in");
    }

    private AddressKind() {}
}
