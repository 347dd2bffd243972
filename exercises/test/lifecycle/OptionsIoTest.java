package lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kit.Attempt;
import kit.Host;
import kit.Mismatch;
import kit.OptionSocket;
import kit.Points;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class OptionsIoTest {

    @Test
    @Order(1)
    void every_option_is_described_by_name_and_value() throws Exception {
        try (var socket = new Socket()) {
            socket.setKeepAlive(true);
            socket.setSoLinger(true, 5);
            var expected = new TreeMap<String, String>();
            for (SocketOption<?> option : socket.supportedOptions()) {
                expected.put(option.name(), String.valueOf(socket.getOption(option)));
            }
            assertEquals(expected, new TreeMap<>(describe(socket).returns()));
        }
        var unheardOf =
                options()
                        .has("TCP_COLOUR", String.class, "blue")
                        .has("TCP_SMELL", Integer.class, -7)
                        .has("TCP_NODELAY", Boolean.class, true);
        assertEquals(
                Map.of("TCP_COLOUR", "blue", "TCP_SMELL", "-7", "TCP_NODELAY", "true"),
                new TreeMap<>(describe(unheardOf).returns()));
        assertEquals(List.of(), unheardOf.wasSet(), "options that were set");
    }

    @Test
    @Order(2)
    void names_are_in_alphabetical_order_and_values_those_of_now() throws Exception {
        try (var socket = new Socket()) {
            var names = new ArrayList<>(describe(socket).returns().keySet());
            assertEquals(new ArrayList<>(new TreeSet<>(names)), names, "names");
            assertEquals("false", describe(socket).returns().get("TCP_NODELAY"), "TCP_NODELAY");
            Wire.note("caller", "sets TCP_NODELAY");
            socket.setTcpNoDelay(true);
            assertEquals("true", describe(socket).returns().get("TCP_NODELAY"), "TCP_NODELAY");
        }
        var three =
                options()
                        .has("C", Integer.class, 3)
                        .has("A", Integer.class, 1)
                        .has("B", Integer.class, 2);
        assertEquals("[A, B, C]", describe(three).returns().keySet().toString(), "names");
    }

    @Test
    @Order(3)
    void what_is_wished_is_set() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var other = connect(host)) {
            var wishes =
                    List.of("TCP_NODELAY=true", "SO_LINGER=5", "IP_TOS=+16", "SO_KEEPALIVE=true");
            apply(socket, wishes).returns();
            assertEquals(true, socket.getTcpNoDelay(), "TCP_NODELAY");
            assertEquals(5, socket.getSoLinger(), "SO_LINGER");
            assertEquals(16, socket.getTrafficClass(), "IP_TOS");
            assertEquals(true, socket.getKeepAlive(), "SO_KEEPALIVE");
            assertEquals(false, other.getTcpNoDelay(), "TCP_NODELAY of another socket");

            apply(socket, List.of("TCP_NODELAY=false", "SO_LINGER=-1")).returns();
            assertEquals(false, socket.getTcpNoDelay(), "TCP_NODELAY");
            assertEquals(-1, socket.getSoLinger(), "SO_LINGER");
            assertEquals(true, socket.getKeepAlive(), "SO_KEEPALIVE, which was not wished");
        }
        var unheardOf =
                options()
                        .has("TCP_SMELL", Integer.class, 0)
                        .has("TCP_NOISE", Boolean.class, false)
                        .has("TCP_TASTE", Integer.class, 0);
        var wishes = List.of("TCP_TASTE=-2147483648", "TCP_NOISE=true", "TCP_SMELL=7");
        apply(unheardOf, wishes).returns();
        assertEquals(wishes, unheardOf.wasSet(), "options that were set");
    }

    @Test
    @Order(4)
    @Points(2)
    void the_answer_is_what_the_socket_has_made_of_it() throws Exception {
        var socket =
                options()
                        .has("TCP_SIZE", Integer.class, 100)
                        .has("TCP_PAUSE", Integer.class, 1)
                        .has("TCP_LIMIT", Integer.class, 2)
                        .has("TCP_NOISE", Boolean.class, true)
                        .makesAtMost(4096, "TCP_SIZE")
                        .lets("TCP_PAUSE", "TCP_LIMIT");
        var wishes = List.of("TCP_SIZE=100000", "TCP_PAUSE=07", "TCP_NOISE=false", "TCP_LIMIT=09");
        assertEquals(
                "{TCP_SIZE=4096, TCP_PAUSE=9, TCP_NOISE=false, TCP_LIMIT=9}",
                apply(socket, wishes).returns().toString());
        assertEquals("{}", apply(socket, List.of()).returns().toString(), "without wishes");

        try (var host = Host.open();
                var real = connect(host)) {
            var answer = apply(real, List.of("SO_RCVBUF=1", "SO_LINGER=100000")).returns();
            var size = real.getOption(StandardSocketOptions.SO_RCVBUF);
            var linger = real.getOption(StandardSocketOptions.SO_LINGER);
            assertEquals("{SO_RCVBUF=" + size + ", SO_LINGER=" + linger + "}", answer.toString());
        }
    }

    @Test
    @Order(5)
    void a_name_that_the_socket_does_not_know_changes_nothing() throws Exception {
        var strange = List.of("TCP_NO_DELAY", "tcp_nodelay", "TCP_NODELAY ", "NODELAY", "");
        for (var name : strange) {
            var socket = options().has("TCP_NODELAY", Boolean.class, false);
            isRefused(socket, "TCP_NODELAY=true", name + "=true", name);
        }
        try (var host = Host.open();
                var socket = connect(host)) {
            var wishes = List.of("TCP_NODELAY=true", "IP_MULTICAST_TTL=1");
            names("IP_MULTICAST_TTL", apply(socket, wishes).fails(IllegalArgumentException.class));
            assertEquals(false, socket.getTcpNoDelay(), "TCP_NODELAY");
        }
    }

    @Test
    @Order(6)
    void a_value_that_is_none_of_its_type_changes_nothing() {
        for (var text : List.of("TRUE", "yes", "1", "on", "", " true", "null", "maybe")) {
            isRefused(strange(), "TCP_SMELL=7", "TCP_NOISE=" + text, "TCP_NOISE");
        }
        for (var text : List.of("true", "", " 5", "5.0", "0x10", "2147483648", "five", "1_000")) {
            isRefused(strange(), "TCP_NOISE=true", "TCP_SMELL=" + text, "TCP_SMELL");
        }
        for (var option : List.of("TCP_COLOUR=red", "TCP_COLOUR=5", "TCP_WEIGHT=5")) {
            var name = option.substring(0, option.indexOf('='));
            isRefused(strange(), "TCP_NOISE=true", option, name);
        }
    }

    @Test
    @Order(7)
    void what_counts_at_bind_is_set_before_it_or_not_at_all() throws Exception {
        try (var socket = new Socket()) {
            var before = apply(socket, List.of("SO_REUSEADDR=true")).returns();
            assertEquals("{SO_REUSEADDR=true}", before.toString());
            assertEquals(true, socket.getReuseAddress(), "SO_REUSEADDR before bind");

            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Wire.note("caller", "binds the socket");
            for (var value : List.of("false", "true")) {
                var wishes = List.of("TCP_NODELAY=true", "SO_REUSEADDR=" + value);
                names("SO_REUSEADDR", apply(socket, wishes).fails(IllegalStateException.class));
            }
            assertEquals(true, socket.getReuseAddress(), "SO_REUSEADDR after bind");
            assertEquals(false, socket.getTcpNoDelay(), "TCP_NODELAY after that");
            apply(socket, List.of("TCP_NODELAY=true")).returns();
            assertEquals(true, socket.getTcpNoDelay(), "TCP_NODELAY after bind");
        }
        for (var bound : new boolean[] {false, true}) {
            var socket =
                    options()
                            .has("SO_REUSEPORT", Boolean.class, false)
                            .has("SO_REUSEADDR", Boolean.class, false)
                            .has("TCP_NODELAY", Boolean.class, false);
            if (bound) {
                socket.isBoundNow();
            }
            for (var name : List.of("SO_REUSEPORT", "SO_REUSEADDR")) {
                var call = apply(socket, List.of("TCP_NODELAY=true", name + "=true"));
                if (bound) {
                    names(name, call.fails(IllegalStateException.class));
                } else {
                    call.returns();
                }
            }
            assertEquals(bound ? 0 : 4, socket.wasSet().size(), "options that were set");
        }
    }

    @Test
    @Order(8)
    @Points(2)
    void if_one_is_refused_all_are_as_before() throws Exception {
        try (var host = Host.open();
                var socket = connect(host)) {
            socket.setKeepAlive(true);
            socket.setSoLinger(true, 5);
            var wishes =
                    List.of("TCP_NODELAY=true", "SO_KEEPALIVE=false", "SO_LINGER=7", "IP_TOS=256");
            apply(socket, wishes).fails(IllegalArgumentException.class);
            assertEquals(false, socket.getTcpNoDelay(), "TCP_NODELAY");
            assertEquals(true, socket.getKeepAlive(), "SO_KEEPALIVE");
            assertEquals(5, socket.getSoLinger(), "SO_LINGER");
        }
        var failure = new SocketException("Invalid argument");
        var socket = fussy().refuses("TCP_LAST", 3, failure);
        apply(socket, WISHES).fails(IOException.class);
        var set = socket.wasSet();
        assertEquals(
                List.of("TCP_FIRST=1", "TCP_SECOND=2"),
                set.subList(0, Math.min(2, set.size())),
                "options that were set");
        isAsBefore(socket);
        assertEquals(
                List.of("TCP_SECOND=20", "TCP_FIRST=10"),
                set.stream().skip(2).filter(each -> !each.startsWith("TCP_LAST")).toList(),
                "options that were set back");
    }

    @Test
    @Order(9)
    void the_first_failure_is_thrown_as_it_is() {
        var failures =
                List.of(
                        new IOException("out of order"),
                        new SocketException("Invalid argument"),
                        new IllegalArgumentException("out of range"),
                        new UnsupportedOperationException("read only"),
                        new IllegalStateException("too late"));
        for (var failure : failures) {
            var socket = fussy().refuses("TCP_LAST", 3, failure);
            assertSame(failure, apply(socket, WISHES).fails(Exception.class));
            isAsBefore(socket);
        }
        for (var again : List.of(new IOException("again"), new IllegalArgumentException("no"))) {
            var failure = new SocketException("Invalid argument");
            var socket = fussy().refuses("TCP_LAST", 3, failure).refuses("TCP_SECOND", 20, again);
            assertSame(failure, apply(socket, WISHES).fails(Exception.class));
            assertEquals(10, socket.value("TCP_FIRST"), "TCP_FIRST");
        }
    }

    @Test
    @Order(10)
    void what_cannot_be_read_is_a_failure_too() {
        var failure = new SocketException("out of order");
        var blind = fussy().canBeAskedFor("TCP_SECOND", 0, failure);
        assertSame(failure, describe(blind).fails(IOException.class));

        for (int times = 0; times < 2; times++) {
            var socket = fussy().canBeAskedFor("TCP_SECOND", times, failure);
            Wire.note("socket", "can be asked for TCP_SECOND " + times + " times");
            assertSame(failure, apply(socket, WISHES).fails(IOException.class));
            isAsBefore(socket);
        }
    }

    private static final List<String> WISHES = List.of("TCP_FIRST=1", "TCP_SECOND=2", "TCP_LAST=3");

    private static OptionSocket fussy() {
        return options()
                .has("TCP_FIRST", Integer.class, 10)
                .has("TCP_SECOND", Integer.class, 20)
                .has("TCP_LAST", Integer.class, 30);
    }

    private static void isAsBefore(OptionSocket socket) {
        assertEquals(10, socket.value("TCP_FIRST"), "TCP_FIRST");
        assertEquals(20, socket.value("TCP_SECOND"), "TCP_SECOND");
        assertEquals(30, socket.value("TCP_LAST"), "TCP_LAST");
    }

    private static OptionSocket strange() {
        return options()
                .has("TCP_NOISE", Boolean.class, false)
                .has("TCP_SMELL", Integer.class, 0)
                .has("TCP_COLOUR", String.class, "blue")
                .has("TCP_WEIGHT", Long.class, 1L);
    }

    private static OptionSocket options() {
        return new OptionSocket();
    }

    /// Before the wrong wish stands a right one, and behind it another.
    private static void isRefused(OptionSocket socket, String right, String wrong, String name) {
        var wishes = List.of(right, wrong);
        names(name, apply(socket, wishes).fails(IllegalArgumentException.class));
        assertEquals(List.of(), socket.wasSet(), "options that were set");
    }

    private static void names(String name, Exception failure) {
        var message = String.valueOf(failure.getMessage());
        if (!message.contains(name)) {
            throw Mismatch.of("a message with " + name + " in it", message);
        }
    }

    private static Socket connect(Host host) throws IOException {
        return new Socket(host.address().getAddress(), host.port());
    }

    private static Attempt<Map<String, String>> describe(Socket socket) {
        Wire.note("caller", "wants all options");
        return Attempt.of(() -> OptionsIo.describe(socket));
    }

    private static Attempt<Map<String, String>> apply(Socket socket, List<String> wishes) {
        Wire.note("caller", "wishes " + wishes);
        var map = new LinkedHashMap<String, String>();
        for (var wish : wishes) {
            int at = wish.indexOf('=');
            map.put(wish.substring(0, at), wish.substring(at + 1));
        }
        return Attempt.of(() -> OptionsIo.apply(socket, Collections.unmodifiableMap(map)));
    }
}
