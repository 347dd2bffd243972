package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import kit.Attempt;
import kit.BlackHole;
import kit.Host;
import kit.Loopback;
import kit.Mismatch;
import kit.OpenSockets;
import kit.Patience;
import kit.Peer;
import kit.Succession;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(300);
    private static final int MANY = 55;
    private static final int LONG_REPLY = 200_000;

    private static final Duration SHARED = Duration.ofMillis(1500);
    private static final Duration PACE = Duration.ofMillis(150);
    private static final int REPLIES = 40;

    @Test
    @Order(1)
    void the_replies_come_in_the_order_of_the_servers() throws Exception {
        try (var a = host("a");
                var b = host("b");
                var c = host("c");
                var d = host("d")) {
            var asking = ask(HOUR, a, b, c, d);
            try (var alice = isAsked(a);
                    var bob = isAsked(b);
                    var carol = isAsked(c);
                    var dave = isAsked(d)) {
                replies(dave, "4");
                replies(carol, "c\0");
                bob.trickles("\u00c3\u00a4\r\n");
                replies(alice, "");
                assertEquals("[, ä\\r, c\\0, 4]", visible(asking.returns()));
                alice.seesTheEnd();
                bob.seesTheEnd();
                carol.seesTheEnd();
                dave.seesTheEnd();
            }
        }
        try (var host = host("host")) {
            var asking = ask(HOUR, host);
            try (var peer = isAsked(host)) {
                peer.sends("x".repeat(LONG_REPLY) + "\n");
                assertEquals(LONG_REPLY, asking.returns().getFirst().length(), "characters");
            }
        }
    }

    @Test
    @Order(2)
    void without_servers_there_are_no_replies() {
        assertEquals(List.of(), List.copyOf(ask(HOUR).returns()));
        assertEquals(List.of(), List.copyOf(ask(Duration.ZERO).returns()));
    }

    @Test
    @Order(3)
    void many_servers_are_asked_at_the_same_time() throws Exception {
        var peers = new ArrayList<Peer>();
        try (var a = host("a");
                var b = host("b");
                var c = host("c");
                var d = host("d")) {
            var hosts = new ArrayList<Host>();
            for (int i = 0; i < MANY; i++) {
                hosts.addAll(List.of(a, b, c, d));
            }
            var asking = ask(HOUR, hosts.toArray(Host[]::new));
            for (int i = 0; i < MANY; i++) {
                peers.addAll(List.of(isAsked(a), isAsked(b), isAsked(c), isAsked(d)));
            }
            var expected = new TreeSet<String>();
            for (var peer : peers) {
                expected.add("reply " + expected.size());
                peer.sends("reply " + (expected.size() - 1) + "\n");
            }
            var replies = asking.returns();
            assertEquals(4 * MANY, replies.size(), "replies");
            assertEquals(expected, new TreeSet<>(replies), "all replies");
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    @Order(4)
    void a_server_that_cannot_be_reached_ends_the_call_although_another_is_silent()
            throws Exception {
        try (var silent = host("silent");
                var refusing = Loopback.refusing()) {
            var closed = (InetSocketAddress) refusing.getLocalSocketAddress();
            askAll(HOUR, List.of(silent.address(), closed)).fails(ConnectException.class);

            var unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 7);
            askAll(HOUR, List.of(silent.address(), unresolved)).fails(IOException.class);
            unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", silent.port());
            askAll(HOUR, List.of(unresolved)).fails(IOException.class);
        }
    }

    @Test
    @Order(5)
    void half_a_reply_is_a_failure_and_the_other_servers_are_let_go() throws Exception {
        try (var a = host("a");
                var b = host("b");
                var c = host("c")) {
            var asking = ask(HOUR, a, b, c);
            try (var alice = isAsked(a);
                    var bob = isAsked(b);
                    var carol = isAsked(c)) {
                bob.sends("hal");
                bob.finishes();
                asking.fails(EOFException.class);
                alice.seesTheConnectionGo();
                bob.seesTheConnectionGo();
                carol.seesTheConnectionGo();
            }
        }
    }

    @Test
    @Order(6)
    void a_reply_that_trickles_in_does_not_move_the_deadline() throws Exception {
        try (var slow = host("slow")) {
            Succession.isQuick(BRIEFLY, () -> tricklesIn(slow));
        }
        try (var host = host("host")) {
            replyOneByOne(host);
        }
    }

    /// All these replies take several times as long as the time for the whole.
    private static void replyOneByOne(Host host) throws Exception {
        var asking = ask(SHARED, Collections.nCopies(REPLIES, host).toArray(Host[]::new));
        Patience.until(() -> host.connections() == REPLIES || asking.isOver());
        var peers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < host.connections() && !asking.isOver(); i++) {
                peers.add(host.accepts());
                peers.getLast().sends("reply\n");
                asking.isGiven(PACE);
            }
            asking.fails(SocketTimeoutException.class);
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    private static Succession tricklesIn(Host slow) throws Exception {
        int before = slow.connections();
        var asking = ask(BRIEFLY, slow);
        Patience.until(() -> slow.connections() > before || asking.isOver());
        if (slow.connections() == before) {
            asking.fails(SocketTimeoutException.class);
            return Succession.tooLate();
        }
        try (var peer = slow.accepts()) {
            var bytes = peer.keepsSending(".", asking::isOver);
            if (!bytes.enough()) {
                throw Mismatch.of("an end after 300 ms", "a call that takes byte after byte");
            }
            asking.fails(SocketTimeoutException.class);
            peer.seesTheConnectionGo();
            return bytes;
        }
    }

    @Test
    @Order(7)
    void a_server_that_does_not_accept_does_not_move_the_deadline() throws Exception {
        try (var hole = BlackHole.open("127.0.0.1", 0)) {
            var servers = List.of(hole.address());
            var before = OpenSockets.now();
            askAll(Duration.ofMillis(50), servers).fails(SocketTimeoutException.class);
            before.areAllThereAre();
            askAll(Duration.ZERO, servers).fails(SocketTimeoutException.class);
            before.areAllThereAre();
        }
    }

    @Test
    @Order(8)
    void an_interrupt_ends_the_call() throws Exception {
        try (var silent = host("silent")) {
            var asking = ask(HOUR, silent);
            try (var peer = isAsked(silent)) {
                asking.interrupt();
                asking.fails(InterruptedException.class);
                peer.seesTheConnectionGo();
            }
        }
        try (var hole = BlackHole.open("127.0.0.1", 0);
                var live = host("live")) {
            var asking = askAll(HOUR, List.of(hole.address(), live.address()));
            try (var _ = isAsked(live)) {
                asking.interrupt();
                asking.fails(InterruptedException.class);
            }
        }
    }

    @Test
    @Order(9)
    void no_time_is_too_long_and_hardly_any_is_not_for_ever() throws Exception {
        try (var quick = host("quick");
                var silent = host("silent")) {
            for (var total : List.of(Duration.ofDays(40), EVER)) {
                var asking = ask(total, quick);
                try (var peer = isAsked(quick)) {
                    asking.getsUnderWay();
                    replies(peer, "reply");
                    assertEquals(List.of("reply"), List.copyOf(asking.returns()));
                }
            }
            for (var total : List.of(Duration.ofNanos(400_000), NEGATIVE)) {
                ask(total, silent).fails(SocketTimeoutException.class);
            }
        }
    }

    @Test
    @Order(10)
    void a_server_that_does_not_read_does_not_move_the_deadline() throws Exception {
        try (var deaf = Host.deaf()) {
            var question = "?".repeat(8 << 20);
            var servers = List.of(deaf.address());
            Attempt.of(() -> FanOut.askAll(servers, question, BRIEFLY))
                    .fails(SocketTimeoutException.class);
        }
    }

    private static String visible(List<String> replies) {
        return replies.toString().replace("\r", "\\r").replace("\0", "\\0");
    }

    private static Host host(String name) throws IOException {
        return Host.open(name, "127.0.0.1", 0);
    }

    private static Attempt<List<String>> ask(Duration total, Host... hosts) {
        return askAll(total, Arrays.stream(hosts).map(Host::address).toList());
    }

    private static Attempt<List<String>> askAll(Duration total, List<InetSocketAddress> servers) {
        return Attempt.of(() -> FanOut.askAll(servers, "wie sp\u00e4t?", total));
    }

    private static Peer isAsked(Host host) {
        var peer = host.accepts();
        peer.receives("wie sp\u00c3\u00a4t?\n");
        return peer;
    }

    private static void replies(Peer peer, String text) throws IOException {
        peer.sends(text + "\n");
        peer.waitsUntilRead();
    }
}
