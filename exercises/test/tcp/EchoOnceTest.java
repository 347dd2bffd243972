package tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.SocketException;
import kit.Attempt;
import kit.Bytes;
import kit.Guest;
import kit.Loopback;
import kit.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class EchoOnceTest {

    @Test
    @Order(1)
    void a_client_that_finishes_has_received_what_it_sent() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve);
                var alice = server.connect("alice")) {
            alice.sends("hello\r\n");
            alice.finishes();
            alice.receives("hello\r\n");
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(2)
    void an_echo_does_not_wait_for_the_end() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve);
                var alice = server.connect("alice")) {
            alice.sends("hello");
            alice.receives("hello");
            alice.finishes();
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(3)
    void a_client_can_go_on_after_an_echo() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve);
                var alice = server.connect("alice")) {
            alice.sends("hello");
            alice.receives("hello");
            alice.sends("quit\r\n");
            alice.receives("quit\r\n");
            alice.sends("bye\n");
            alice.receives("bye\n");
            alice.finishes();
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(4)
    void a_large_body_is_echoed_whole() throws Exception {
        var body = Bytes.pattern(1_000_003);
        try (var server = Loopback.run(EchoOnce::serve);
                var alice = server.connect("alice")) {
            alice.sendsAllInTheBackground(body);
            alice.receives(body);
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(5)
    void bytes_that_are_no_text_come_back_unchanged() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve);
                var alice = server.connect("alice")) {
            alice.sends("\0\r\u0080\u00ff\n\u00c3");
            alice.finishes();
            alice.receives("\0\r\u0080\u00ff\n\u00c3");
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(6)
    void the_result_is_the_number_of_bytes() throws Exception {
        assertEquals(5, resultFor("hello"), "the result for a client that sends \"hello\"");
        assertEquals(0, resultFor(), "the result for a client that sends nothing");
        assertEquals(11, resultFor("hello", " again"), "the result for \"hello\" and \" again\"");
    }

    @Test
    @Order(7)
    void the_next_client_is_served_by_the_next_call() throws Exception {
        try (var listener = Loopback.listener();
                var alice = Peer.connect("alice", listener);
                var bob = Peer.connect("bob", listener)) {
            bob.sends("bob");
            bob.finishes();
            alice.sends("alice");
            alice.finishes();

            Attempt.of(() -> EchoOnce.serve(listener)).returns();
            alice.receives("alice");
            assertFalse(listener.isClosed(), "the listener is closed after the call");
            assertEquals(0, bob.available(), "bytes that the first call sent to bob");

            Attempt.of(() -> EchoOnce.serve(listener)).returns();
            bob.receives("bob");
        }
    }

    @Test
    @Order(8)
    void a_failure_is_an_exception_and_closes_the_connection() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve)) {
            var alice = server.connect("alice");
            alice.sends("hello");
            alice.receives("hello");
            alice.resets();
            server.serving().fails(IOException.class);
        }
        var gone = new SocketException("Broken pipe");
        try (var bob = Guest.called("bob").sends("hello").cannotBeSentTo(gone)) {
            serving(bob).fails(IOException.class);
            bob.isLetGo();
        }
        var full = new IOException("Too many open files");
        try (var carol = Guest.called("carol").cannotBeAccepted(full)) {
            serving(carol).fails(IOException.class);
        }
    }

    @Test
    @Order(9)
    void a_client_may_take_a_year() throws Exception {
        try (var alice = Guest.called("alice").comesAfterAYear()) {
            alice.sends("hello").sendsAfterAYear(" again");
            assertEquals(11, serving(alice).returns(), "the result");
            alice.hasReceived("hello again");
        }
    }

    @Test
    @Order(10)
    void there_may_be_more_bytes_than_an_int_can_count() throws Exception {
        try (var alice = Guest.called("alice").sends(2_200_000_000L)) {
            long result = alice.isServedBy(serving(alice));
            alice.hasReceivedAll();
            assertEquals(alice.sent(), result, "the result");
        }
    }

    private static Attempt<Long> serving(Guest guest) {
        return Attempt.of(() -> EchoOnce.serve(guest.listener()));
    }

    /// Each piece meets a read of its own.
    private static long resultFor(String... pieces) throws IOException {
        try (var alice = Guest.called("alice")) {
            for (var piece : pieces) {
                alice.sends(piece);
            }
            return serving(alice).returns();
        }
    }
}
