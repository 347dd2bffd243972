package tcp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import kit.Attempt;
import kit.Loopback;
import kit.Machine;
import kit.Peer;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UpperServerTest {

    /// What a client sends.
    private interface Talk {
        void with(Peer client) throws Exception;
    }

    @Test
    @Order(1)
    void lines_come_back_in_capitals() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            alice.sends("hello\n");
            alice.receives("HELLO\n");
            alice.sends("quit\n");
            alice.receives("QUIT\n");
            alice.sends("again\n");
            alice.receives("AGAIN\n");
            alice.finishes();
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(2)
    void only_the_letters_from_a_to_z_change() throws Exception {
        try (var _ = Machine.speaks("tr");
                var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            alice.sends("title\n");
            alice.receives("TITLE\n");
            alice.sends("@AZaz[`{ 019\0\t\u0080\u00b5\u00c3\u00df\u00e4\u00ff\r\n");
            alice.receives("@AZAZ[`{ 019\0\t\u0080\u00b5\u00c3\u00df\u00e4\u00ff\r\n");
            alice.sends(everyByteButLf() + "\n");
            alice.receives(raised(everyByteButLf()) + "\n");
        }
    }

    @Test
    @Order(3)
    void lines_may_arrive_in_pieces_or_together() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            alice.sends("in pieces\n", Weather.today());
            alice.receives("IN PIECES\n");
            alice.sends("all\n\ntogether\n");
            alice.receives("ALL\n\nTOGETHER\n");
        }
    }

    @Test
    @Order(4)
    void what_follows_the_last_newline_comes_back_at_the_end() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            alice.sends("line\nrest");
            alice.finishes();
            alice.receives("LINE\nREST");
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(5)
    void the_next_client_is_served_when_one_has_finished() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server);
                var bob = connect("bob", server)) {
            bob.sends("bob\n");
            alice.sends("alice\n");
            alice.receives("ALICE\n");
            alice.finishes();
            alice.seesTheEnd();
            bob.receives("BOB\n");
        }
    }

    @Test
    @Order(6)
    void clients_that_leave_or_reset_do_no_harm() throws Exception {
        try (var server = UpperServer.start(0)) {
            connect("visitor", server).close();
            connect("rude", server).resets();
            var cut = connect("cut off", server);
            cut.sends("one\ntw");
            cut.receives("ONE\n");
            cut.resets();
            try (var alice = connect("alice", server)) {
                alice.sends("hello\n");
                alice.receives("HELLO\n");
            }
        }
    }

    @Test
    @Order(7)
    void a_line_may_have_8192_bytes_before_its_newline() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            for (int i = 0; i < 3; i++) {
                alice.sends("x".repeat(8192) + "\n");
                alice.receives("X".repeat(8192) + "\n");
            }
            alice.sends("y".repeat(8192));
            alice.waitsUntilRead();
            alice.sends("\n");
            alice.receives("Y".repeat(8192) + "\n");
            alice.sends("z".repeat(8192));
            alice.finishes();
            alice.receives("Z".repeat(8192));
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(8)
    void a_longer_line_ends_the_connection() throws Exception {
        tooLong("endless", endless -> endless.sends("x".repeat(8193)));
        tooLong("eloquent", eloquent -> eloquent.sends("x".repeat(8192) + "\r\nnext\n"));
        tooLong(
                "patient",
                patient -> {
                    patient.sends("x".repeat(5000));
                    patient.waitsUntilRead();
                    patient.sends("x".repeat(3193));
                });
    }

    private static void tooLong(String name, Talk talk) throws Exception {
        try (var server = UpperServer.start(0);
                var client = connect(name, server);
                var alice = connect("alice", server)) {
            talk.with(client);
            client.seesTheConnectionGo();
            client.hasNotReceived("NEXT");
            alice.sends("hello\n");
            alice.receives("HELLO\n");
        }
    }

    @Test
    @Order(9)
    void a_server_has_a_port_of_the_loopback_address_for_itself() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            int port = server.port();
            alice.sends("hello\n");
            alice.receives("HELLO\n");
            Attempt.of(() -> UpperServer.start(port)).fails(BindException.class);
            assertFalse(
                    Loopback.connectsTo("127.91.17.3", port),
                    "the server can be reached at another address");

            try (var other = UpperServer.start(0);
                    var bob = connect("bob", other)) {
                bob.sends("hi\n");
                bob.receives("HI\n");
            }
            alice.sends("again\n");
            alice.receives("AGAIN\n");
        }
    }

    @Test
    @Order(10)
    void close_lets_nobody_in_and_nobody_stay() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server);
                var bob = connect("bob", server)) {
            int port = server.port();
            alice.sends("hello\n");
            alice.receives("HELLO\n");

            Attempt.to(server::close).returns();
            assertTrue(
                    Loopback.refuses("127.0.0.1", port),
                    "the server can still be reached after close");
            alice.seesTheConnectionGo();
            bob.seesTheConnectionGo();
        }
    }

    @Test
    @Order(11)
    void what_is_read_late_comes_back_whole() throws Exception {
        var line = "x".repeat(8191);
        try (var server = UpperServer.start(0);
                var late = Peer.connectDeaf("late", loopback(server.port()))) {
            int lines = late.readsLate(line + "\n", 1024);
            late.finishes();
            late.receives((line.toUpperCase(Locale.ROOT) + "\n").repeat(lines));
            late.seesTheEnd();
        }
    }

    private static String everyByteButLf() {
        var text = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            text.append(c == '\n' ? "" : c);
        }
        return text.toString();
    }

    private static String raised(String text) {
        return text.replace("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }

    private static Peer connect(String name, UpperServer server) throws IOException {
        return connect(name, server.port());
    }

    private static Peer connect(String name, int port) throws IOException {
        return Peer.connect(name, loopback(port));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
