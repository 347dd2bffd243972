package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import kit.Attempt;
import kit.Listener;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ThreadedServerTest {

    private static final int MANY = 40;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    @Order(1)
    void a_client_is_served_to_the_end_while_the_server_waits_for_the_next() throws Exception {
        try (var listener = Listener.open();
                var _ = start(listener, ThreadedServerTest::echo);
                var alice = Peer.connect("alice", listener)) {
            listener.isAskedForClients(2);
            isServed(alice);
        }
    }

    @Test
    @Order(2)
    void forty_clients_are_served_at_the_same_time() throws Exception {
        var together = new CountDownLatch(MANY);
        var peers = new ArrayList<Peer>();
        try (var listener = Listener.open();
                var _ = start(listener, client -> waitForAll(together, client))) {
            for (int i = 1; i <= MANY; i++) {
                peers.add(Peer.connect("client " + i, listener));
            }
            for (var peer : peers) {
                peer.receives("!");
                peer.seesTheEnd();
            }
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    @Order(3)
    void an_exception_is_reported_and_concerns_only_its_client() throws Exception {
        var exception = new IOException("this client is lost");
        try (var listener = Listener.open();
                var _ = start(listener, client -> echoUnlessTold(client, exception));
                var alice = Peer.connect("alice", listener);
                var bob = Peer.connect("bob", listener)) {
            listener.isAskedForClients(3);
            bob.sends("!");
            areReported(exception);
            bob.seesTheConnectionGo();

            isServed(alice);
            try (var carol = Peer.connect("carol", listener)) {
                isServed(carol);
            }
            areReported(exception);
        }
    }

    @Test
    @Order(4)
    void an_error_is_reported_like_an_exception() throws Exception {
        var error = new StackOverflowError();
        try (var listener = Listener.open();
                var _ = start(listener, _ -> fail(error));
                var alice = Peer.connect("alice", listener)) {
            areReported(error);
            alice.seesTheConnectionGo();
        }
    }

    @Test
    @Order(5)
    void the_server_outlives_a_want_of_descriptors() throws Exception {
        try (var listener = Listener.open()) {
            var exceptions = listener.runsOutOfDescriptors(3);
            try (var _ = start(listener, ThreadedServerTest::echo);
                    var alice = Peer.connect("alice", listener)) {
                listener.isAskedForClients(5);
                isServed(alice);
                areReported(exceptions);
            }
        }
    }

    @Test
    @Order(6)
    void the_server_pauses_before_it_accepts_again() throws Exception {
        try (var listener = Listener.open()) {
            listener.runsOutOfDescriptors(3);
            try (var _ = start(listener, ThreadedServerTest::echo)) {
                listener.isAskedForClients(4);
            }
            long pause = listener.shortestPause().toMillis();
            if (pause < 9) {
                throw Mismatch.of(
                        "a pause of at least 10 ms", "accept called again after " + pause + " ms");
            }
        }
    }

    @Test
    @Order(7)
    void closing_refuses_new_clients_and_leaves_the_others_alone() throws Exception {
        try (var listener = Listener.open();
                var server = start(listener, ThreadedServerTest::echo);
                var alice = Peer.connect("alice", listener)) {
            listener.isAskedForClients(2);
            alice.sends("hello");
            alice.receives("hello");

            Attempt.to(server::close).returns();
            listener.letsNobodyIn();
            isServed(alice);
        }
    }

    @Test
    @Order(8)
    void the_end_of_the_listener_is_the_end_of_the_server_and_no_failure() throws Exception {
        try (var listener = Listener.open();
                var _ = start(listener, ThreadedServerTest::echo)) {
            listener.isAskedForClients(1);
            listener.goesAway();
            listener.isLeftAlone();
            assertEquals(List.of(), List.copyOf(failures), "failures reported");
        }
    }

    private ThreadedServer start(Listener listener, ThreadedServer.Handler handler) {
        return ThreadedServer.start(listener, handler, this::report);
    }

    private void report(Throwable failure) {
        failures.add(failure);
        Patience.changed();
    }

    private static void echo(Socket client) throws IOException {
        client.getInputStream().transferTo(client.getOutputStream());
    }

    private static void echoUnlessTold(Socket client, IOException exception) throws IOException {
        for (int b; (b = client.getInputStream().read()) >= 0; ) {
            if (b == '!') {
                throw exception;
            }
            client.getOutputStream().write(b);
        }
    }

    private static void waitForAll(CountDownLatch together, Socket client)
            throws IOException, InterruptedException {
        together.countDown();
        together.await();
        client.getOutputStream().write('!');
    }

    private static void fail(Error error) {
        throw error;
    }

    private static void isServed(Peer peer) throws IOException {
        peer.sends("hello");
        peer.receives("hello");
        peer.finishes();
        peer.seesTheEnd();
    }

    private void areReported(Throwable... expected) {
        Patience.until(() -> failures.size() >= expected.length);
        assertEquals(List.of(expected), List.copyOf(failures), "failures reported");
    }
}
