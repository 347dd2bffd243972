package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import kit.Attempt;
import kit.Listener;
import kit.Loopback;
import kit.Mismatch;
import kit.OpenFiles;
import kit.Patience;
import kit.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class BoundedServerTest {

    private static final int TRIES = 400;
    private static final int MANY = 100;

    /// Once, a thread may be quick enough to take its place before the next client is looked at.
    private static final int ROUNDS = 15;

    private static final long QUICK = 100;

    private final BoundedServer one = new BoundedServer(1, this::greetAndEcho);
    private final BoundedServer two = new BoundedServer(2, this::greetAndEcho);
    private final List<Peer> crowd = new ArrayList<>();
    private final CountDownLatch waitedLongEnough = new CountDownLatch(1);

    @AfterEach
    void clientsLeave() throws IOException {
        for (var client : crowd) {
            client.close();
        }
        crowd.clear();
    }

    @BeforeAll
    static void makeRoom() {
        OpenFiles.makeRoomFor(2 * MANY);
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
        var large = new BoundedServer(Integer.MAX_VALUE, this::greetAndEcho);
        try (var server = Loopback.run(large::serve)) {
            for (int i = 1; i <= MANY; i++) {
                crowd.add(server.connect("client " + i));
                crowd.getLast().receives("hello\n");
            }
            allLeave();
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
            isRefusedQuickly(server);
            allLeave();
        }
    }

    @Test
    @Order(3)
    void of_ten_clients_two_are_served_and_eight_are_told_that_the_server_is_busy()
            throws Exception {
        twoAreServedOf(10);
        for (int i = 0; i < ROUNDS; i++) {
            twoAreServedOf(3);
        }
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
        try (var listener = Listener.open()) {
            listener.holdsTheNextClient();
            var serving = Attempt.to(() -> two.serve(listener));
            try (var carol = Peer.connect("carol", listener)) {
                listener.holdsAClient();
                listener.goesAway();
                listener.handsOverTheClient();
                carol.finishes();
                carol.seesTheConnectionGo();
            }
            serving.ends();
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
            fails("error", server);
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
        try (var listener = Listener.open()) {
            var serving = Attempt.to(() -> two.serve(listener));
            try (var alice = isLetIn("alice", listener)) {
                alice.sends("wait\n");
                alice.receives("waiting\n");
                listener.goesAway();
                listener.letsNobodyIn();
                serving.getsUnderWay();
                waitedLongEnough.countDown();
                for (int i = 0; i < 100; i++) {
                    alice.sends("one\n");
                    alice.receives("one\n");
                }
                alice.sends("bye\n");
                alice.seesTheEnd();
                serving.returns();
            }
        }
    }

    @Test
    @Order(9)
    void what_accept_throws_while_the_listener_is_open_is_thrown() throws Exception {
        throwsWhatAcceptThrows(new IOException("Too many open files"));
        throwsWhatAcceptThrows(new SocketException("Software caused connection abort"));
    }

    @Test
    @Order(10)
    void each_server_has_its_own_places_and_each_call_all_of_them() throws Exception {
        var other = new BoundedServer(1, this::greetAndEcho);
        try (var server = Loopback.run(one::serve);
                var alice = server.connect("alice")) {
            alice.receives("hello\n");
            try (var elsewhere = Loopback.run(other::serve);
                    var bob = elsewhere.connect("bob")) {
                bob.receives("hello\n");
                bob.finishes();
                bob.seesTheEnd();
            }
            server.listening().close();
            alice.finishes();
            alice.seesTheEnd();
            server.serving().ends();
        }
        try (var again = Loopback.run(one::serve);
                var carol = isLetIn("carol", again.listening())) {
            carol.finishes();
            carol.seesTheEnd();
        }
    }

    private void throwsWhatAcceptThrows(IOException failure) throws IOException {
        try (var listener = Listener.open()) {
            listener.failsWith(failure);
            assertSame(failure, Attempt.to(() -> two.serve(listener)).fails(IOException.class));
            assertFalse(listener.isClosed(), "the listener was closed by the server");
        }
    }

    /// At once is what takes about as long as to be served, or next to nothing. A busy machine makes
    /// an answer later, never earlier: one that was quick is enough.
    private void isRefusedQuickly(Loopback server) throws IOException {
        var large = new BoundedServer(MANY, this::greetAndEcho);
        try (var other = Loopback.run(large::serve)) {
            long refused = millisToAnAnswer(server);
            if (refused >= QUICK && refused > 10 * millisToAnAnswer(other)) {
                throw Mismatch.of("a refusal at once", "none before " + refused + " ms");
            }
        }
    }

    private static long millisToAnAnswer(Loopback server) throws IOException {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 20 && quickest >= QUICK; i++) {
            long start = System.nanoTime();
            try (var peer = server.connect("one more")) {
                Patience.until(() -> hasAnswer(peer));
            }
            quickest = Math.min(quickest, (System.nanoTime() - start) / 1_000_000);
        }
        return quickest;
    }

    /// So many clients are returned by `accept`, one right after the other.
    private void twoAreServedOf(int clients) throws IOException {
        var server = new BoundedServer(2, this::greetAndEcho);
        var answers = new ArrayList<String>();
        try (var listener = Listener.open()) {
            listener.gathersClients(clients);
            Attempt.to(() -> server.serve(listener));
            for (int i = 1; i <= clients; i++) {
                crowd.add(Peer.connect("client " + i, listener));
            }
            for (var client : crowd) {
                answers.add(client.receivesLine());
            }
            allLeave();
        }
        assertEquals(2, Collections.frequency(answers, "hello\n"), "clients served");
        assertEquals(clients - 2, Collections.frequency(answers, "BUSY\n"), "clients told BUSY");
        clientsLeave();
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
    private void greetAndEcho(Socket client) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var line = "hello";
        while (line != null && !line.equals("bye")) {
            client.getOutputStream().write((line + "\n").getBytes(US_ASCII));
            line = in.readLine();
            switch (line) {
                case "exception" -> throw new IOException("told to fail");
                case "runtime exception" -> throw new IllegalStateException("told to fail");
                case "error" -> throw new AssertionError("told to fail");
                case "wait" -> {
                    client.getOutputStream().write("waiting\n".getBytes(US_ASCII));
                    waitedLongEnough.await();
                    line = in.readLine();
                }
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
            aMomentPasses();
        }
        throw Mismatch.of("a place for " + name, "none, " + TRIES + " times");
    }

    /// Two milliseconds on an idle machine, and longer on a busy one: the thread that frees the
    /// place needs a processor, too.
    private static void aMomentPasses() {
        var looks = new AtomicInteger();
        Patience.until(() -> looks.incrementAndGet() > 4);
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
