package tcp;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import kit.Attempt;
import kit.Machine;
import kit.Peer;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class UpperServerTest {

    @Test
    @Order(1)
    void lines_come_back_in_capitals() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            alice.sends("hello\n");
            alice.receives("HELLO\n");
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
            alice.sends("@az`{ \0\t\u0080\u00b5\u00c3\u00df\u00e4\u00ff\r\n");
            alice.receives("@AZ`{ \0\t\u0080\u00b5\u00c3\u00df\u00e4\u00ff\r\n");
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
    void a_line_of_more_than_8192_bytes_ends_the_connection() throws Exception {
        try (var server = UpperServer.start(0);
                var eloquent = connect("eloquent", server);
                var alice = connect("alice", server)) {
            eloquent.sends("x".repeat(8192) + "\n");
            eloquent.receives("X".repeat(8192) + "\n");
            eloquent.sends("x".repeat(8193));
            eloquent.seesTheConnectionGo();
            alice.sends("hello\n");
            alice.receives("HELLO\n");
        }
    }

    @Test
    @Order(8)
    void a_port_is_taken_until_close_which_ends_the_conversation_too() throws Exception {
        try (var server = UpperServer.start(0);
                var alice = connect("alice", server)) {
            int port = server.port();
            alice.sends("hello\n");
            alice.receives("HELLO\n");
            Attempt.of(() -> UpperServer.start(port)).fails(BindException.class);

            Attempt.to(server::close).returns();
            alice.seesTheConnectionGo();
            assertThrows(ConnectException.class, () -> connect("bob", port), "connecting");
        }
    }

    private static Peer connect(String name, UpperServer server) throws IOException {
        return connect(name, server.port());
    }

    private static Peer connect(String name, int port) throws IOException {
        return Peer.connect(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
