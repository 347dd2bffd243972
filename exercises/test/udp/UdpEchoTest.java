package udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private static final InetSocketAddress ALICE =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40_000);

    @Test
    @Order(1)
    void a_datagram_goes_back_to_its_sender() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            alice.sends("hello");
            alice.receives("hello");
            alice.sends("bytes\0\u00c3\u00ff");
            alice.receives("bytes\0\u00c3\u00ff");
            alice.hasReceivedNoMore();
        }
    }

    @Test
    @Order(2)
    void everybody_gets_what_they_have_sent() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice");
                var bob = server.client("bob")) {
            alice.sends("from alice");
            alice.receives("from alice");
            bob.sends("from bobby");
            bob.receives("from bobby");
            alice.sends("once again");
            alice.receives("once again");
        }
    }

    @Test
    @Order(3)
    void an_empty_or_a_short_datagram_comes_back_as_short() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            alice.sends("");
            alice.receives("");
            alice.sends("a long one");
            alice.receives("a long one");
            alice.sends("short");
            alice.receives("short");
            alice.sends("a long one");
            alice.receives("a long one");
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
        var request = new DatagramPacket(Bytes.of("12hello345"), 2, 5, ALICE);

        var reply = UdpEcho.reply(request);

        assertEquals("\"hello\" to " + ALICE, visible(reply), "reply to " + visible(request));
        assertEquals("\"hello\" to " + ALICE, visible(request), "the request, after reply()");
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
    }

    @Test
    @Order(7)
    void a_reply_that_cannot_be_sent_ends_nothing() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice");
                var bob = server.client("bob")) {
            server.cannotReach(alice);
            alice.sends("hello");
            bob.sends("hello");
            bob.receives("hello");
        }
    }

    @Test
    @Order(8)
    void only_closing_the_socket_ends_it() throws Exception {
        try (var server = UdpLoopback.run(UdpEcho::run);
                var alice = server.client("alice")) {
            server.socket().setSoTimeout(1);
            alice.sends("hello");
            alice.receives("hello");
            server.waitsInVain();
            alice.sends("still there?");
            alice.receives("still there?");

            server.socket().close();
            server.serving().returns();
        }
        var closed = new DatagramSocket(null);
        closed.close();
        UdpEcho.run(closed);
    }

    private static String visible(DatagramPacket packet) {
        int from = packet.getOffset();
        var payload = Arrays.copyOfRange(packet.getData(), from, from + packet.getLength());
        return Bytes.visible(payload) + " to " + packet.getSocketAddress();
    }
}
