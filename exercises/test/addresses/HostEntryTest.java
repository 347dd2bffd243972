package addresses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kit.Names;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class HostEntryTest {

    private final Records records = new Records();

    @Test
    @Order(1)
    void a_name_that_is_no_alias_is_canonical() throws Exception {
        records.addresses("printer.test", "2001:db8::9");
        // Another resolver would give another address.
        Names.give("printer.test", "192.0.2.77");

        finds("printer.test", "printer.test", List.of(), "2001:db8::9");
    }

    @Test
    @Order(2)
    void every_address_is_given_once_in_the_order_of_the_resolver() throws Exception {
        var order = "192.0.2.9 2001:db8::3 192.0.2.1 2001:db8::7 192.0.2.5 192.0.2.4 2001:db8::1";
        records.addresses("many.test", order.split(" "));
        records.addresses("twice.test", "192.0.2.2", "2001:db8::2", "192.0.2.2", "2001:db8::2");

        finds("many.test", "many.test", List.of(), order.split(" "));
        finds("twice.test", "twice.test", List.of(), "192.0.2.2", "2001:db8::2");
    }

    @Test
    @Order(3)
    void aliases_lead_to_the_canonical_name() throws Exception {
        records.alias("www.test", "web.test");
        records.alias("web.test", "host.test");
        records.addresses("host.test", "192.0.2.1", "192.0.2.2");
        records.addresses("www.test", "192.0.2.99");

        finds("www.test", "host.test", List.of("www.test", "web.test"), "192.0.2.1", "192.0.2.2");
        finds("web.test", "host.test", List.of("web.test"), "192.0.2.1", "192.0.2.2");
    }

    @Test
    @Order(4)
    void a_name_without_an_address_is_unknown() throws Exception {
        records.addresses("host.test", "192.0.2.1");
        records.alias("lost.test", "nowhere.test");

        finds("host.test", "host.test", List.of(), "192.0.2.1");
        isUnknown("nowhere.test");
        isUnknown("lost.test");
    }

    @Test
    @Order(5)
    void sixteen_aliases_are_followed_and_no_more() throws Exception {
        records.addresses("0.test", "192.0.2.1");
        IntStream.rangeClosed(1, 17).forEach(i -> records.alias(i + ".test", i - 1 + ".test"));
        records.addresses("1.test", "192.0.2.99");
        var aliases = Stream.iterate(16, i -> i > 0, i -> i - 1).map(i -> i + ".test").toList();

        finds("16.test", "0.test", aliases, "192.0.2.1");
        isUnknown("17.test");
    }

    @Test
    @Order(6)
    void a_loop_of_aliases_is_refused() throws Exception {
        records.addresses("host.test", "192.0.2.1");
        records.alias("left.test", "right.test");
        records.alias("right.test", "left.test");
        records.alias("entrance.test", "left.test");
        records.alias("self.test", "self.test");
        records.addresses("self.test", "192.0.2.99");

        finds("host.test", "host.test", List.of(), "192.0.2.1");
        isUnknown("left.test");
        isUnknown("self.test");
        isUnknown("entrance.test");
    }

    @Test
    @Order(7)
    void a_failure_of_the_resolver_is_passed_on() throws Exception {
        records.alias("alias.test", "silent.test");
        records.addresses("half.test", "192.0.2.1");

        finds("half.test", "half.test", List.of(), "192.0.2.1");
        passesOnAFailure("silent.test", "canonical name of silent.test");
        passesOnAFailure("alias.test", "canonical name of silent.test");
        passesOnAFailure("half.test", "addresses of half.test");
    }

    @Test
    @Order(8)
    void an_entry_never_changes() throws Exception {
        records.alias("www.test", "host.test");
        records.addresses("host.test", "192.0.2.1");
        var entry = HostEntry.lookup("www.test", records);

        records.addresses.get("host.test").clear();
        tries(() -> entry.addresses().clear());
        tries(() -> entry.aliases().clear());

        is(entry, "host.test", List.of("www.test"), "192.0.2.1");
    }

    private void finds(String name, String canonical, List<String> aliases, String... addresses)
            throws IOException {
        is(HostEntry.lookup(name, records), canonical, aliases, addresses);
        assertEquals(List.of(), Names.lookups(), "questions to another resolver");
    }

    private static void is(HostEntry entry, String name, List<String> aliases, String... literals) {
        var addresses = Stream.of(literals).map(InetAddress::ofLiteral).toList();
        assertEquals(name, entry.canonical(), "canonical name");
        assertEquals(aliases, List.copyOf(entry.aliases()), "aliases of " + name);
        assertEquals(shown(addresses), shown(entry.addresses()), "addresses of " + name);
    }

    private static void tries(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            // To refuse a change is as good as to forget it.
        }
    }

    private void isUnknown(String name) throws IOException {
        try {
            var found = "an entry for " + HostEntry.lookup(name, records).canonical();
            assertEquals("UnknownHostException", found, "lookup of " + name);
        } catch (UnknownHostException e) {
            boolean isNamed = String.valueOf(e.getMessage()).contains(name);
            assertEquals(name, isNamed ? name : e.getMessage(), "name in the exception");
        }
    }

    private void passesOnAFailure(String name, String question) {
        var silence = new SocketTimeoutException("no answer");
        records.failures.put(question, silence);
        Object outcome;
        try {
            outcome = HostEntry.lookup(name, records);
        } catch (Exception e) {
            outcome = e;
        }
        assertSame(silence, outcome, "lookup of " + name + ", asked for the " + question);
    }

    private static String shown(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList().toString();
    }

    /// A resolver that answers from two tables, and loses patience when it is asked without end.
    private static final class Records implements HostEntry.Resolver {

        private final Map<String, String> aliases = new HashMap<>();
        private final Map<String, List<InetAddress>> addresses = new HashMap<>();
        private final Map<String, IOException> failures = new HashMap<>();
        private int questions;

        void alias(String name, String canonical) {
            aliases.put(name, canonical);
        }

        void addresses(String name, String... literals) {
            var list = Stream.of(literals).map(InetAddress::ofLiteral).toList();
            addresses.put(name, new ArrayList<>(list));
        }

        @Override
        public Optional<String> canonicalName(String name) throws IOException {
            ask("canonical name of " + name);
            var canonical = aliases.get(name);
            Wire.note("resolver", canonical == null ? "knows no other" : "answers " + canonical);
            return Optional.ofNullable(canonical);
        }

        @Override
        public List<InetAddress> addresses(String name) throws IOException {
            ask("addresses of " + name);
            var list = addresses.getOrDefault(name, new ArrayList<>());
            Wire.note("resolver", list.isEmpty() ? "knows none" : "answers " + shown(list));
            return list;
        }

        private void ask(String question) throws IOException {
            Wire.note(Wire.YOU, "ask for the " + question);
            if (++questions > 1000) {
                throw new AssertionError("you asked the resolver more than 1000 times");
            }
            if (failures.containsKey(question)) {
                Wire.note("resolver", "does not answer");
                throw failures.get(question);
            }
        }
    }
}
