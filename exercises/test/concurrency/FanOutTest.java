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
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(300);
    private static final int MANY = 40;

    @Test
    @Order(1)
    void the_replies_come_in_the_order_of_the_servers() throws Exception {
        try (var a = host("a");
                var b = host("b");
                var c = host("c");
                var d = host("d")) {
            var asking = ask(EVER, a, b, c, d);
            try (var alice = isAsked(a);
                    var bob = isAsked(b);
                    var carol = isAsked(c);
                    var dave = isAsked(d)) {
                replies(dave, "4");
                replies(carol, "c\0");
                replies(bob, "\u00c3\u00a4");
                replies(alice, "");
                assertEquals(List.of("", "ä", "c\0", "4"), List.copyOf(asking.returns()));
                alice.seesTheEnd();
                bob.seesTheEnd();
                carol.seesTheEnd();
                dave.seesTheEnd();
            }
        }
    }

    @Test
    @Order(2)
    void without_servers_there_are_no_replies() {
        assertEquals(List.of(), List.copyOf(ask(EVER).returns()));
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
            for (var peer : peers) {
                peer.sends("reply\n");
            }
            var replies = List.copyOf(asking.returns());
            assertEquals(Collections.nCopies(4 * MANY, "reply"), replies);
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    @Order(4)
    void a_refusal_ends_the_call_although_another_server_is_silent() throws Exception {
        try (var silent = host("silent");
                var refusing = Loopback.refusing()) {
            var closed = (InetSocketAddress) refusing.getLocalSocketAddress();
            askAll(EVER, List.of(silent.address(), closed)).fails(ConnectException.class);
        }
    }

    @Test
    @Order(5)
    void half_a_reply_is_a_failure_and_the_other_servers_are_let_go() throws Exception {
        try (var a = host("a");
                var b = host("b");
                var c = host("c")) {
            var asking = ask(EVER, a, b, c);
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
            var asking = ask(EVER, silent);
            try (var peer = isAsked(silent)) {
                asking.interrupt();
                asking.fails(InterruptedException.class);
                peer.seesTheConnectionGo();
            }
        }
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
