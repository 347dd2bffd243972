package udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import kit.Bytes;
import kit.Datagrams;
import kit.UdpLoopback;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UdpEchoTest {

    private static final int MANY = 1000;
    private static final InetSocketAddress ALICE =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40_000);

    @Test
    @Order(1)
    void a_datagram_goes_back_to_its_sender() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            alice.sends("hi");
            alice.receives("hi");
            alice.sends("bytes\0\u00c3\u00ff");
            alice.receives("bytes\0\u00c3\u00ff");
            alice.sends("\0 with an end \r\n\0");
            alice.receives("\0 with an end \r\n\0");
            alice.hasReceivedNoMore();
        }
    }

    @Test
    @Order(2)
    void everybody_gets_what_they_have_sent() throws Exception {
        try (var server = UdpLoopback.open(UdpEcho::run);
                var alice = server.client("alice");
                var bob = server.client("bob");
                var carol = server.client("carol")) {
            alice.sends("waits");
            bob.sends("waits, too");
            carol.sends("waits as long");
            server.starts();
            alice.receives("waits");
            bob.receives("waits, too");
            carol.receives("waits as long");

            alice.sends("the same");
            alice.receives("the same");
            alice.sends("the same");
            alice.receives("the same");
            bob.sends("the same");
            bob.receives("the same");
            alice.sends("the same");
            alice.receives("the same");
        }
    }

    @Test
    @Order(3)
    void an_empty_or_a_short_datagram_comes_back_as_short() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice");
                var emma = server.client("emma")) {
            emma.sends("");
            emma.receives("");
            alice.sends("a long one");
            alice.receives("a long one");
            alice.sends("short");
            alice.receives("short");
            alice.sends("another long one");
            alice.receives("another long one");
        }
    }

    @Test
    @Order(4)
    void the_greatest_datagram_comes_back_whole() throws Exception {
        var greatest = Bytes.pattern(Datagrams.GREATEST);
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            alice.sends(greatest);
            alice.receives(greatest);
        }
    }

    @Test
    @Order(5)
    void a_reply_holds_the_part_that_the_request_names() {
        var array = Bytes.of("12hello345");
        var request = new DatagramPacket(array, 2, 5, ALICE);

        var reply = UdpEcho.reply(request);

        assertEquals("\"hello\" to " + ALICE, visible(reply), "reply to " + visible(request));
        assertEquals("\"hello\" to " + ALICE, visible(request), "the request, after reply()");
        assertEquals("\"12hello345\"", Bytes.visible(array), "its array, after reply()");
        assertSame(array, request.getData(), "the array of the request, after reply()");
    }

    @Test
    @Order(6)
    void a_reply_outlives_the_next_request() {
        var buffer = Bytes.of("hello");
        var request = new DatagramPacket(buffer, buffer.length, ALICE);

        var reply = UdpEcho.reply(request);
        Arrays.fill(buffer, (byte) 'X');
        request.setLength(3);
        request.setPort(9);

        assertEquals(
                "\"hello\" to " + ALICE, visible(reply), "the reply, after the request changed");
        UdpEcho.reply(request);
        assertEquals("\"hello\" to " + ALICE, visible(reply), "the reply, after the next reply()");
    }

    @Test
    @Order(7)
    void a_reply_that_cannot_be_sent_ends_nothing() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice");
                var bob = server.client("bob")) {
            server.cannotReach(alice);
            alice.keepsSending("hello", MANY);
            server.hasSentInVain(MANY);
            bob.sends("hello");
            bob.receives("hello");
            int attempts = server.attemptsInVain();
            assertTrue(attempts <= MANY, attempts + " attempts to send " + MANY + " replies");
        }
    }

    @Test
    @Order(8)
    void a_receive_in_vain_ends_nothing() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            server.socket().setSoTimeout(1);
            alice.sends("hello");
            alice.receives("hello");
            server.waitsInVain(50);
            alice.sends("still there?");
            alice.receives("still there?");

            server.cannotReceive(MANY);
            server.hasReceivedInVain();
            alice.sends("and now?");
            alice.receives("and now?");
        }
    }

    @Test
    @Order(9)
    void only_closing_the_socket_ends_it() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            server.interrupts();
            alice.sends("hello");
            alice.receives("hello");
            alice.sends("still there?");
            alice.receives("still there?");
            server.serving().goesOn("the socket was closed");

            server.socket().close();
            server.serving().returns();
        }
        var closed = new DatagramSocket(null);
        closed.close();
        UdpEcho.run(closed);
    }

    @Test
    @Order(10)
    void each_server_answers_through_its_own_socket() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var other = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice");
                var bob = other.client("bob")) {
            alice.sends("hello");
            var reply = alice.receives("hello");
            assertEquals(server.address(), reply.from(), "where the reply comes from");
            bob.sends("hello");
            reply = bob.receives("hello");
            assertEquals(other.address(), reply.from(), "where the reply comes from");

            server.holdsTheNext();
            alice.sends("from alice");
            server.holds();
            bob.sends("BOB WRITES");
            bob.receives("BOB WRITES");
            server.releases();
            alice.receives("from alice");
        }
    }

    private static String visible(DatagramPacket packet) {
        int from = packet.getOffset();
        var payload = Arrays.copyOfRange(packet.getData(), from, from + packet.getLength());
        return Bytes.visible(payload) + " to " + packet.getSocketAddress();
    }
}
