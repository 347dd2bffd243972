package addresses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public record HostEntry(String canonical, List<String> aliases, List<InetAddress> addresses) {

    public interface Resolver {

        Optional<String> canonicalName(String name) throws IOException;

        List<InetAddress> addresses(String name) throws IOException;
    }

    public HostEntry {
        aliases = List.copyOf(aliases);
        addresses = addresses.stream().distinct().toList();
    }

    public static HostEntry lookup(String name, Resolver resolver) throws IOException {
        return lookup(name, new ArrayList<>(), name, resolver);
    }

    private static HostEntry lookup(
            String name, List<String> aliases, String asked, Resolver resolver) throws IOException {
        var canonical = resolver.canonicalName(name);
        if (canonical.isEmpty()) {
            var addresses = resolver.addresses(name);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(asked);
            }
            return new HostEntry(name, aliases, addresses);
        }
        aliases.add(name);
        if (aliases.size() > 16) {
            throw new UnknownHostException(asked + ": too many aliases: " + aliases);
        }
        return lookup(canonical.get(), aliases, asked, resolver);
    }
}
