package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kit.Attempt;
import kit.Listener;
import kit.Loopback;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class BoundedServerTest {

    private static final int TRIES = 500;

    private final BoundedServer one = new BoundedServer(1, BoundedServerTest::greetAndEcho);
    private final BoundedServer two = new BoundedServer(2, BoundedServerTest::greetAndEcho);
    private final List<Peer> crowd = new ArrayList<>();

    @AfterEach
    void clientsLeave() throws IOException {
        for (var client : crowd) {
            client.close();
        }
    }

    @Test
    @Order(1)
    void clients_up_to_the_limit_are_served_side_by_side() throws Exception {
        try (var server = Loopback.run(two::serve);
                var alice = server.connect("alice");
                var bob = server.connect("bob")) {
            alice.receives("hello\n");
            bob.receives("hello\n");
            bob.sends("one\n");
            bob.receives("one\n");
            bob.finishes();
            bob.seesTheEnd();
            alice.sends("two\n");
            alice.receives("two\n");
            alice.finishes();
            alice.seesTheEnd();
        }
    }

    @Test
    @Order(2)
    void nobody_waits_for_an_answer() throws Exception {
        try (var server = Loopback.run(two::serve)) {
            tenConnectTo(server);
            for (var client : crowd) {
                if (!Patience.until(() -> hasAnswer(client))) {
                    throw Mismatch.of("ten answers", "clients who wait for theirs");
                }
            }
            allLeave();
        }
    }

    @Test
    @Order(3)
    void of_ten_clients_two_are_served_and_eight_are_told_that_the_server_is_busy()
            throws Exception {
        var answers = new ArrayList<String>();
        try (var server = Loopback.run(two::serve)) {
            tenConnectTo(server);
            for (var client : crowd) {
                answers.add(client.receivesLine());
            }
            allLeave();
        }
        assertEquals(2, Collections.frequency(answers, "hello\n"), "clients served");
        assertEquals(8, Collections.frequency(answers, "BUSY\n"), "clients told BUSY");
    }

    @Test
    @Order(4)
    void a_refusal_takes_no_place_and_frees_none_even_if_nobody_hears_it() throws Exception {
        try (var listener = Loopback.listener();
                var alice = Peer.connect("alice", listener)) {
            Peer.connect("lost", listener).resets();
            Attempt.to(() -> one.serve(listener));
            alice.receives("hello\n");
            isRefused("bob", listener);
            isRefused("carol", listener);
            alice.sends("bye\n");
            alice.seesTheEnd();
            try (var dave = isLetIn("dave", listener)) {
                isRefused("erin", listener);
                dave.finishes();
                dave.seesTheEnd();
            }
        }
    }

    @Test
    @Order(5)
    void every_connection_comes_to_its_end() throws Exception {
        try (var server = Loopback.run(one::serve);
                var alice = isLetIn("alice", server.listening());
                var bob = server.connect("bob")) {
            Patience.until(() -> hasAnswer(bob));
            alice.finishes();
            alice.seesTheEnd();
            bob.finishes();
            bob.seesTheConnectionGo();
        }
    }

    @Test
    @Order(6)
    void a_place_survives_what_a_handler_throws() throws Exception {
        try (var server = Loopback.run(one::serve)) {
            fails("exception", server);
            fails("runtime exception", server);
            fails("error", server);
            try (var alice = isLetIn("alice", server.listening())) {
                alice.finishes();
                alice.seesTheEnd();
            }
        }
    }

    @Test
    @Order(7)
    void failures_make_no_room_for_more() throws Exception {
        try (var server = Loopback.run(one::serve)) {
            fails("exception", server);
            fails("runtime exception", server);
            try (var alice = isLetIn("alice", server.listening());
                    var bob = server.connect("bob")) {
                bob.seesTheConnectionGo();
                alice.finishes();
                alice.seesTheEnd();
            }
        }
    }

    @Test
    @Order(8)
    void a_closed_listener_ends_the_server_but_not_its_clients() throws Exception {
        try (var server = Loopback.run(two::serve);
                var alice = isLetIn("alice", server.listening())) {
            server.listening().close();
            for (int i = 0; i < 100; i++) {
                alice.sends("one\n");
                alice.receives("one\n");
            }
            alice.sends("bye\n");
            alice.seesTheEnd();
            server.serving().returns();
        }
        try (var failing = Listener.open()) {
            var failure = failing.runsOutOfDescriptors(1)[0];
            assertSame(failure, Attempt.to(() -> two.serve(failing)).fails(IOException.class));
        }
    }

    private void tenConnectTo(Loopback server) throws IOException {
        for (int i = 1; i <= 10; i++) {
            crowd.add(server.connect("client " + i));
        }
    }

    private static boolean hasAnswer(Peer client) {
        return client.available() > 0 || client.hasEnded();
    }

    private void allLeave() throws IOException {
        for (var client : crowd) {
            client.finishes();
        }
        for (var client : crowd) {
            client.seesTheConnectionGo();
        }
    }

    /// Greets, then sends back each line, until it is told how to end.
    private static void greetAndEcho(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var line = "hello";
        while (line != null && !line.equals("bye")) {
            client.getOutputStream().write((line + "\n").getBytes(US_ASCII));
            line = in.readLine();
            switch (line) {
                case "exception" -> throw new IOException("told to fail");
                case "runtime exception" -> throw new IllegalStateException("told to fail");
                case "error" -> throw new AssertionError("told to fail");
                case null, default -> {}
            }
        }
    }

    /// Comes again while the server is busy: a place is free soon after somebody has left.
    private static Peer isLetIn(String name, ServerSocket listener) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var peer = Peer.connect(name, listener);
            if (peer.receivesLine().equals("hello\n")) {
                return peer;
            }
            peer.close();
        }
        throw Mismatch.of("a place for " + name, "none, " + TRIES + " times");
    }

    private static void isRefused(String name, ServerSocket listener) throws IOException {
        try (var peer = Peer.connect(name, listener)) {
            peer.receives("BUSY\n");
            peer.seesTheEnd();
        }
    }

    private static void fails(String how, Loopback server) throws IOException {
        try (var peer = isLetIn("unlucky", server.listening())) {
            peer.sends(how + "\n");
            peer.seesTheConnectionGo();
        }
    }
}
