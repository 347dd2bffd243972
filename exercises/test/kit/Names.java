package kit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The only names there are while a specification runs. No question leaves the JVM.
///
/// `localhost` is 127.0.0.1 and ::1; every other name is unknown until a step gives it addresses.
/// Upper and lower case make no difference. The JVM remembers nothing, so that each question
/// reaches the resolver. It is counted, and noted in the transcript with its answer.
public final class Names extends InetAddressResolverProvider {

    /// What a name does when it is asked for.
    @FunctionalInterface
    public interface Answer {
        List<InetAddress> get() throws UnknownHostException;
    }

    private static final String RESOLVER = "resolver";

    private static final Map<String, Answer> TABLE = new ConcurrentHashMap<>();
    private static final Map<InetAddress, String> REVERSE = new ConcurrentHashMap<>();
    private static final List<String> LOOKUPS = new ArrayList<>();

    static {
        // The JDK reads these before its first look-up, and Lab comes before that.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /// Gives `name` these addresses, as literals, in this order.
    public static void give(String name, String... literals) {
        var addresses = Stream.of(literals).map(literal -> named(name, literal)).toList();
        answer(name, () -> addresses);
    }

    /// Lets `answer` decide what `name` is: it may wait, fail, or change its mind.
    public static void answer(String name, Answer answer) {
        TABLE.put(name.toLowerCase(Locale.ROOT), answer);
    }

    /// Gives `literal` a name for reverse look-ups.
    public static void giveReverse(String literal, String name) {
        REVERSE.put(InetAddress.ofLiteral(literal), name);
    }

    /// The names and addresses that reached the resolver in this step, in order.
    public static List<String> lookups() {
        synchronized (LOOKUPS) {
            return List.copyOf(LOOKUPS);
        }
    }

    static void clear() {
        TABLE.clear();
        REVERSE.clear();
        give("localhost", "127.0.0.1", "::1");
        synchronized (LOOKUPS) {
            LOOKUPS.clear();
        }
    }

    private static InetAddress named(String name, String literal) {
        try {
            return InetAddress.getByAddress(name, InetAddress.ofLiteral(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void asked(String question) {
        synchronized (LOOKUPS) {
            LOOKUPS.add(question);
        }
        Wire.noteNaming(RESOLVER, Wire.YOU, "ask the resolver for " + question);
    }

    private static UnknownHostException unknown(String question) {
        Wire.note(RESOLVER, "does not know " + question);
        return new UnknownHostException(question);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                asked(host);
                var answer = TABLE.get(host.toLowerCase(Locale.ROOT));
                var addresses = answer == null ? List.<InetAddress>of() : answer.get();
                if (addresses.isEmpty()) {
                    throw unknown(host);
                }
                var literals = addresses.stream().map(InetAddress::getHostAddress).toList();
                Wire.note(RESOLVER, "answers " + String.join(", ", literals));
                return addresses.stream();
            }

            @Override
            public String lookupByAddress(byte[] bytes) throws UnknownHostException {
                var address = InetAddress.getByAddress(bytes);
                asked(address.getHostAddress());
                var name = REVERSE.get(address);
                if (name == null) {
                    throw unknown(address.getHostAddress());
                }
                Wire.note(RESOLVER, "answers " + name);
                return name;
            }
        };
    }

    @Override
    public String name() {
        return "the names of this specification";
    }
}
