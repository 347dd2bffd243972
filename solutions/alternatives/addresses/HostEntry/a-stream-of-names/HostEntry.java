package addresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

public record HostEntry(String canonical, List<String> aliases, List<InetAddress> addresses) {

    public interface Resolver {

        Optional<String> canonicalName(String name) throws IOException;

        List<InetAddress> addresses(String name) throws IOException;
    }

    public static HostEntry lookup(String name, Resolver resolver) throws IOException {
        var names = names(name, resolver);
        if (names.size() > 17) {
            throw new UnknownHostException("more than 16 aliases from " + name);
        }
        var canonical = names.getLast();
        var addresses = resolver.addresses(canonical).toArray(InetAddress[]::new);
        if (addresses.length == 0) {
            throw new UnknownHostException("no address of " + canonical + " for " + name);
        }
        return new HostEntry(
                canonical,
                names.subList(0, names.size() - 1),
                Arrays.stream(addresses).distinct().toList());
    }

    /// The name, what it leads to, and so on: at most one name more than there may be.
    private static List<String> names(String name, Resolver resolver) throws IOException {
        try {
            return Stream.iterate(
                            Optional.of(name),
                            Optional::isPresent,
                            last -> ask(resolver, last.orElseThrow()))
                    .limit(18)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<String> ask(Resolver resolver, String name) {
        try {
            return resolver.canonicalName(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
