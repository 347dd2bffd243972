package addresses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a name stands for, as C's `gethostbyname` and Python's `gethostbyname_ex` tell it.
///
/// @param canonical the name that the addresses belong to
/// @param aliases the names that led to it, the one that was asked for first; none if that name
///     is the canonical one
/// @param addresses the addresses of the canonical name
public record HostEntry(String canonical, List<String> aliases, List<InetAddress> addresses) {

    private static final int MAX_ALIASES = 16;

    /// Gives the records of one name at a time, and draws no conclusions.
    public interface Resolver {

        /// Returns the name that `name` is an alias of (its CNAME record); empty if it is no alias.
        Optional<String> canonicalName(String name) throws IOException;

        /// Returns the addresses of `name` itself (its A and AAAA records, mixed); none if it has
        /// none, or does not exist.
        List<InetAddress> addresses(String name) throws IOException;
    }

    /// Follows the aliases from `name` on to the first name that is none, and takes its addresses.
    ///
    /// The addresses are all that `resolver` gives for the canonical name, of both families and in
    /// its order; of those that `equals` takes for the same only the first is kept. Names stay as
    /// they are given, capitals and dots at the end included, and `resolver` is asked for them so.
    ///
    /// The lists of the entry can be changed by nobody, not even by way of a list that came from
    /// `resolver`. Such a list is only read: it may be one that cannot be changed.
    ///
    /// An entry has at most 16 aliases. A longer chain is refused, and so a loop comes to an end
    /// ([RFC 1034, section 3.6.2](https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2)).
    ///
    /// Nobody but `resolver` is asked.
    ///
    /// @throws UnknownHostException with `name` in its message if there are more than 16 aliases,
    ///     or if the canonical name has no address
    /// @throws IOException the one that `resolver` throws, as it is: to get no answer is not the
    ///     same as to be told that there is no such name
    public static HostEntry lookup(String name, Resolver resolver) throws IOException {
        var aliases = new ArrayList<String>();
        var canonical = name;
        var next = resolver.canonicalName(canonical);
        while (next.isPresent()) {
            if (aliases.size() == MAX_ALIASES) {
                throw new UnknownHostException(name + " has more than 16 aliases, or a loop");
            }
            aliases.add(canonical);
            canonical = next.get();
            next = resolver.canonicalName(canonical);
        }
        var addresses = new LinkedHashSet<>(resolver.addresses(canonical));
        if (addresses.isEmpty()) {
            throw new UnknownHostException(name + " leads to " + canonical + ", without address");
        }
        return new HostEntry(canonical, List.copyOf(aliases), List.copyOf(addresses));
    }
}
