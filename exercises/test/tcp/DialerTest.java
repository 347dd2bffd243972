package tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kit.Attempt;
import kit.BlackHole;
import kit.Host;
import kit.Loopback;
import kit.Names;
import kit.OpenSockets;
import kit.Ports;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class DialerTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration LONGER = SHORT.multipliedBy(12);

    /// The system asks for a connection again after 1, 3, 7 and 15 s, and is refused then.
    private static final Duration ASKING_AGAIN = Duration.ofSeconds(20);

    private static final InetSocketAddress ANY = new InetSocketAddress(0);

    @Test
    @Order(1)
    void the_addresses_of_a_name_are_tried_until_one_answers() throws Exception {
        Names.give("three.test", "127.0.0.2", "127.0.0.3", "127.0.0.1");
        try (var host = Host.open();
                var _ = Loopback.refusing("127.0.0.2", host.port());
                var _ = Loopback.refusing("127.0.0.3", host.port())) {
            expectAnswer(host, dial("three.test", host.port(), LONG, ANY));
        }
    }

    @Test
    @Order(2)
    void an_address_that_does_not_answer_is_given_up() throws Exception {
        Names.give("two.test", "127.0.0.2", "127.0.0.1");
        try (var host = Host.open();
                var hole = BlackHole.open("127.0.0.2", host.port())) {
            expectAnswer(host, dialShortly("two.test", hole.port()));

            var dialing = dial("two.test", hole.port(), LONG, ANY);
            dialing.goesOn("the first address had answered or the time was over");
            host.hasNoMoreVisitors();
            hole.refuses();
            expectAnswer(host, dialing.isGiven(ASKING_AGAIN));
        }
    }

    @Test
    @Order(3)
    void after_a_success_no_other_address_is_tried() throws Exception {
        Names.give("two.test", "127.0.0.3", "127.0.0.2");
        try (var first = Host.open("first", "127.0.0.3", 0);
                var second = Host.open("second", "127.0.0.2", first.port())) {
            expectAnswer(first, dial("two.test", first.port(), LONG, ANY));
            second.hasNoMoreVisitors();
        }
    }

    @Test
    @Order(4)
    void without_a_success_the_last_failure_is_thrown_with_the_others() throws Exception {
        Names.give("three.test", "127.0.0.4", "127.0.0.2", "127.0.0.3");
        Names.give("six.test", "::1", "127.0.0.4");
        try (var hole = BlackHole.open("127.0.0.4", 0);
                var _ = Loopback.refusing("127.0.0.2", hole.port());
                var _ = Loopback.refusing("127.0.0.3", hole.port())) {
            var last = dialShortly("three.test", hole.port()).fails(ConnectException.class);
            var others = Stream.of(last.getSuppressed()).map(e -> e.getClass().getSimpleName());
            assertEquals(List.of("SocketTimeoutException", "ConnectException"), others.toList());

            var late =
                    dial("six.test", hole.port(), SHORT, ANY).fails(SocketTimeoutException.class);
            assertEquals(1, late.getSuppressed().length, "suppressed failures");
            var source = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            late = dial("six.test", hole.port(), SHORT, source).fails(SocketTimeoutException.class);
            assertEquals(1, late.getSuppressed().length, "suppressed failures");
        }
        dial("nobody.test", 9, LONG, ANY).fails(UnknownHostException.class);
    }

    @Test
    @Order(5)
    void every_attempt_starts_at_the_source() throws Exception {
        Names.give("two.test", "127.0.0.2", "127.0.0.1");
        try (var host = Host.open();
                var _ = Loopback.refusing("127.0.0.2", host.port())) {
            var address = InetAddress.ofLiteral("127.0.0.5");
            var source = new InetSocketAddress(address, host.port());
            var client = dial("two.test", host.port(), LONG, source).returns();
            try (client;
                    var server = host.accepts()) {
                assertEquals(source, server.remoteAddress());
                server.resets(); // Leaves nothing that keeps the port busy.
            }
            var anyPort = new InetSocketAddress(address, 0);
            try (var _ = dial("two.test", host.port(), LONG, anyPort).returns();
                    var server = host.accepts()) {
                assertEquals(address, server.remoteAddress().getAddress(), "where it starts");
            }
            var anyAddress = new InetSocketAddress(Ports.free());
            try (var _ = dial("two.test", host.port(), LONG, anyAddress).returns();
                    var server = host.accepts()) {
                assertEquals(anyAddress.getPort(), server.remoteAddress().getPort(), "its port");
                server.resets();
            }
        }
    }

    @Test
    @Order(6)
    void a_failed_attempt_leaves_no_socket_open() throws Exception {
        Names.give("two.test", "127.0.0.1", "127.0.0.2");
        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);

        var before = OpenSockets.now();
        var last = dial("two.test", 9, LONG, elsewhere).fails(IOException.class);
        before.areAllThereAre();
        assertEquals(1, last.getSuppressed().length, "suppressed failures");

        try (var hole = BlackHole.open("127.0.0.1", 0);
                var _ = Loopback.refusing("127.0.0.2", hole.port())) {
            var meanwhile = OpenSockets.now();
            dial("two.test", hole.port(), SHORT, ANY).fails(IOException.class);
            meanwhile.areAllThereAre();
        }
    }

    @Test
    @Order(7)
    void a_nanosecond_is_not_for_ever_and_a_month_not_too_long() throws Exception {
        Names.give("one.test", "127.0.0.1");
        try (var hole = BlackHole.open()) {
            dial("one.test", hole.port(), Duration.ofNanos(1), ANY)
                    .fails(SocketTimeoutException.class);
        }
        try (var host = Host.open()) {
            expectAnswer(host, dial("one.test", host.port(), Duration.ofDays(30), ANY));
            expectAnswer(host, dial("one.test", host.port(), Duration.ofDays(365), ANY));
        }
    }

    @Test
    @Order(8)
    void a_time_that_is_not_positive_is_refused_before_any_look_up() {
        Names.give("one.test", "127.0.0.1");

        dial("one.test", 9, Duration.ZERO, ANY).fails(IllegalArgumentException.class);
        dial("one.test", 9, Duration.ofNanos(-1), ANY).fails(IllegalArgumentException.class);
        assertEquals(List.of(), Names.lookups(), "names looked up");
    }

    @Test
    @Order(9)
    void a_port_that_is_none_is_refused_before_any_look_up() {
        Names.give("one.test", "127.0.0.1");

        dial("one.test", -1, LONG, ANY).fails(IllegalArgumentException.class);
        dial("one.test", 65_536, LONG, ANY).fails(IllegalArgumentException.class);
        assertEquals(List.of(), Names.lookups(), "names looked up");
        dial("one.test", 0, LONG, ANY).fails(IOException.class);
        dial("one.test", 65_535, LONG, ANY).fails(IOException.class);
    }

    @Test
    @Order(10)
    void nothing_limits_the_reads_of_the_connection() throws Exception {
        Names.give("one.test", "127.0.0.1");
        try (var host = Host.open();
                var client = dial("one.test", host.port(), LONG, ANY).returns();
                var _ = host.accepts()) {
            assertEquals(0, client.getSoTimeout(), "getSoTimeout() of the connection");
            assertFalse(client.getKeepAlive(), "getKeepAlive() of the connection");
            assertFalse(client.getTcpNoDelay(), "getTcpNoDelay() of the connection");
            assertEquals(-1, client.getSoLinger(), "getSoLinger() of the connection");
        }
    }

    private static Attempt<Socket> dial(
            String name, int port, Duration perAttempt, InetSocketAddress source) {
        return Attempt.of(() -> Dialer.connectAny(name, port, perAttempt, source));
    }

    /// Gives each attempt a short time, and more when the last one was over: on a busy machine even
    /// somebody who answers at once may take longer.
    private static Attempt<Socket> dialShortly(String name, int port) {
        var dialing = dial(name, port, SHORT, ANY).isGiven(SHORT);
        dialing.ends();
        if (dialing.hasThrown(SocketTimeoutException.class)) {
            dialing = dial(name, port, LONGER, ANY).isGiven(LONGER);
            dialing.ends();
        }
        return dialing;
    }

    private static void expectAnswer(Host host, Attempt<Socket> dialing) throws IOException {
        try (var client = dialing.returns();
                var server = host.accepts()) {
            client.getOutputStream().write('!');
            server.receives("!");
        }
    }
}
