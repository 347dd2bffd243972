package tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import kit.Attempt;
import kit.Bytes;
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
            alice.sends(" again");
            alice.receives(" again");
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
        assertEquals(0, resultFor(""), "the result for a client that sends nothing");
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
            assertEquals(0, bob.available(), "bytes that the first call sent to bob");

            Attempt.of(() -> EchoOnce.serve(listener)).returns();
            bob.receives("bob");
        }
    }

    @Test
    @Order(8)
    void a_reset_is_an_exception() throws Exception {
        try (var server = Loopback.run(EchoOnce::serve)) {
            var alice = server.connect("alice");
            alice.sends("hello");
            alice.receives("hello");
            alice.resets();
            server.serving().fails(IOException.class);
        }
    }

    private long resultFor(String... pieces) throws IOException {
        try (var listener = Loopback.listener();
                var alice = Peer.connect("alice", listener)) {
            var call = Attempt.of(() -> EchoOnce.serve(listener));
            for (var piece : pieces) {
                alice.sends(piece);
                alice.waitsUntilRead();
            }
            alice.finishes();
            return call.returns();
        }
    }
}
