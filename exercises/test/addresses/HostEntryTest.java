package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

        // A resolver decides what any name stands for, even one that others know already.
        records.addresses("localhost", "192.0.2.8");
        records.addresses("192.0.2.7", "::1");
        records.addresses("::1", "192.0.2.9");
        finds("localhost", "localhost", List.of(), "192.0.2.8");
        finds("192.0.2.7", "192.0.2.7", List.of(), "::1");
        finds("::1", "::1", List.of(), "192.0.2.9");
    }

    @Test
    @Order(2)
    void every_address_is_given_once_in_the_order_of_the_resolver() throws Exception {
        var order = "192.0.2.9 2001:db8::3 192.0.2.1 2001:db8::7 192.0.2.5 192.0.2.4 2001:db8::1";
        records.addresses("many.test", order.split(" "));
        records.addresses("twice.test", "192.0.2.2", "2001:db8::2", "192.0.2.2", "2001:db8::2");

        finds("many.test", "many.test", List.of(), order.split(" "));
        finds("twice.test", "twice.test", List.of(), "192.0.2.2", "2001:db8::2");

        var first = InetAddress.getByAddress("first", new byte[] {10, 0, 0, 1});
        var other = InetAddress.getByAddress("other", new byte[] {10, 0, 0, 2});
        var equal = InetAddress.getByAddress("equal", new byte[] {10, 0, 0, 1});
        records.addresses.put("same.test", new ArrayList<>(List.of(first, other, equal)));
        var found = HostEntry.lookup("same.test", records).addresses();
        assertEquals(
                "[first/10.0.0.1, other/10.0.0.2]", found.toString(), "addresses of same.test");

        var link = InetAddress.ofLiteral("fe80::1").getAddress();
        var here = Inet6Address.getByAddress(null, link, 1);
        var there = Inet6Address.getByAddress(null, link, 2);
        records.addresses.put("zone.test", new ArrayList<>(List.of(here, there)));
        assertEquals(
                shown(List.of(here)),
                shown(HostEntry.lookup("zone.test", records).addresses()),
                "addresses of zone.test");
    }

    @Test
    @Order(3)
    void aliases_lead_to_the_canonical_name() throws Exception {
        records.alias("www.test", "web.test");
        records.alias("web.test", "host.test");
        records.addresses("host.test", "192.0.2.1", "192.0.2.2");
        records.addresses("www.test", "192.0.2.99");
        records.addresses("web.test", "192.0.2.98");

        finds("www.test", "host.test", List.of("www.test", "web.test"), "192.0.2.1", "192.0.2.2");
        finds("web.test", "host.test", List.of("web.test"), "192.0.2.1", "192.0.2.2");
    }

    @Test
    @Order(4)
    void a_name_without_an_address_is_unknown() throws Exception {
        records.addresses("host.test", "192.0.2.1");
        records.alias("lost.test", "nowhere.test");
        records.addresses("lost.test", "192.0.2.99");

        finds("host.test", "host.test", List.of(), "192.0.2.1");
        isUnknown("nowhere.test");
        isUnknown("lost.test");
        isUnknown("No_Such.Test.");
        isUnknown("100%zone.test");
        isUnknown("localhost");
        isUnknown("192.0.2.1");
    }

    @Test
    @Order(5)
    void sixteen_aliases_are_followed_and_no_more() throws Exception {
        records.addresses("0.test", "192.0.2.1");
        IntStream.rangeClosed(1, 40).forEach(i -> records.alias(i + ".test", i - 1 + ".test"));
        records.addresses("1.test", "192.0.2.99");
        var aliases = Stream.iterate(16, i -> i > 0, i -> i - 1).map(i -> i + ".test").toList();

        finds("16.test", "0.test", aliases, "192.0.2.1");
        isUnknown("40.test");
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
        records.addresses("silent.test", "192.0.2.1");
        records.addresses("half.test", "192.0.2.1");

        finds("half.test", "half.test", List.of(), "192.0.2.1");
        var silence = new SocketTimeoutException("no answer");
        var refusal = new UnknownHostException("no resolver.test");
        for (var failure : List.of(silence, refusal, new IOException("refused"))) {
            passesOn(failure, "silent.test", "canonical name of silent.test");
            passesOn(failure, "alias.test", "canonical name of silent.test");
            passesOn(failure, "half.test", "addresses of half.test");
        }
    }

    @Test
    @Order(8)
    void an_entry_never_changes() throws Exception {
        records.alias("www.test", "host.test");
        records.addresses("host.test", "192.0.2.1");
        var entry = HostEntry.lookup("www.test", records);
        var direct = HostEntry.lookup("host.test", records);
        var aliases = List.copyOf(entry.aliases());
        assertEquals(List.of("www.test"), aliases, "aliases, once another name was looked up");

        var given = records.addresses.get("host.test");
        given.set(0, InetAddress.ofLiteral("192.0.2.55"));
        is(entry, "host.test", List.of("www.test"), "192.0.2.1");
        given.clear();
        is(entry, "host.test", List.of("www.test"), "192.0.2.1");

        for (var each : List.of(entry, direct)) {
            changes(each.addresses(), InetAddress.ofLiteral("192.0.2.99"));
            changes(each.aliases(), "intruder.test");
        }
        try {
            direct.aliases().add("intruder.test");
        } catch (UnsupportedOperationException e) {
            // As good as to forget it.
        }
        is(entry, "host.test", List.of("www.test"), "192.0.2.1");
        is(direct, "host.test", List.of(), "192.0.2.1");
    }

    @Test
    @Order(9)
    void names_stay_as_they_are_given() throws Exception {
        records.alias("WWW.test.", "Web_1.Test");
        records.alias("Web_1.Test", "Höst.test.");
        records.addresses("Höst.test.", "192.0.2.1");

        finds("WWW.test.", "Höst.test.", List.of("WWW.test.", "Web_1.Test"), "192.0.2.1");

        // To the resolver these are three names.
        records.alias("Ftp.test", "ftp.test");
        records.alias("ftp.test", "ftp.test.");
        records.addresses("ftp.test.", "192.0.2.2");
        finds("Ftp.test", "ftp.test.", List.of("Ftp.test", "ftp.test"), "192.0.2.2");
    }

    @Test
    @Order(10)
    void a_list_of_the_resolver_is_only_read() throws Exception {
        var addresses = Stream.of("192.0.2.1", "192.0.2.1", "::1").map(InetAddress::ofLiteral);
        var fixed = addresses.toList();
        records.addresses.put("fixed.test", fixed);
        records.addresses.put("free.test", new ArrayList<>(fixed));

        finds("free.test", "free.test", List.of(), "192.0.2.1", "::1");
        var left = shown(records.addresses.get("free.test"));
        assertEquals(shown(fixed), left, "list of the resolver for free.test, afterwards");
        finds("fixed.test", "fixed.test", List.of(), "192.0.2.1", "::1");
    }

    private void finds(String name, String canonical, List<String> aliases, String... addresses)
            throws IOException {
        var call = "lookup of " + name;
        var found = assertDoesNotThrow(() -> HostEntry.lookup(name, records), call);
        is(found, canonical, aliases, addresses);
        assertEquals(List.of(), Names.lookups(), "questions to another resolver");
    }

    private static void is(HostEntry entry, String name, List<String> aliases, String... literals) {
        var addresses = Stream.of(literals).map(InetAddress::ofLiteral).toList();
        assertEquals(name, entry.canonical(), "canonical name");
        assertEquals(aliases, List.copyOf(entry.aliases()), "aliases of " + name);
        assertEquals(shown(addresses), shown(entry.addresses()), "addresses of " + name);
    }

    /// Tries to change `list` in each of the ways that a list has.
    private static <T> void changes(List<T> list, T other) {
        var changes =
                List.<Consumer<List<T>>>of(
                        l -> l.set(0, other),
                        l -> l.add(other),
                        l -> l.addFirst(other),
                        l -> l.replaceAll(_ -> other),
                        l -> l.listIterator().add(other),
                        List::removeFirst,
                        List::clear);
        for (var change : changes) {
            try {
                change.accept(list);
            } catch (RuntimeException e) {
                // To refuse a change is as good as to forget it.
            }
        }
    }

    private void isUnknown(String name) throws IOException {
        try {
            var entry = HostEntry.lookup(name, records);
            var found =
                    entry == null
                            ? "null"
                            : "an entry for "
                                    + entry.canonical()
                                    + (entry.addresses().isEmpty() ? " without an address" : "");
            assertEquals("UnknownHostException", found, "lookup of " + name);
        } catch (UnknownHostException e) {
            boolean isNamed = String.valueOf(e.getMessage()).contains(name);
            assertEquals(name, isNamed ? name : e.getMessage(), "name in the exception");
        }
        assertEquals(List.of(), Names.lookups(), "questions to another resolver");
    }

    private void passesOn(IOException failure, String name, String question) {
        records.failures.clear();
        records.questions.clear();
        records.failures.put(question, failure);
        Object outcome;
        try {
            outcome = HostEntry.lookup(name, records);
        } catch (Exception e) {
            outcome = e;
        }
        int times = Collections.frequency(records.questions, question);
        assertSame(
                failure,
                outcome,
                "lookup of " + name + ", asked " + times + " × for the " + question);
    }

    private static String shown(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList().toString();
    }

    /// A resolver that answers from two tables, and loses patience when it is asked without end.
    private static final class Records implements HostEntry.Resolver {

        private final Map<String, String> aliases = new HashMap<>();
        private final Map<String, List<InetAddress>> addresses = new HashMap<>();
        private final Map<String, IOException> failures = new HashMap<>();
        private final List<String> questions = new ArrayList<>();

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
            questions.add(question);
            if (questions.size() > 1000) {
                throw new AssertionError("you asked the resolver more than 1000 times");
            }
            if (failures.containsKey(question)) {
                // Only once: whoever asks again gets an answer instead.
                var failure = failures.remove(question);
                Wire.note("resolver", "throws " + failure);
                throw failure;
            }
        }
    }
}
