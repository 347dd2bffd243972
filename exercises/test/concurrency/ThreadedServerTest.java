package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import kit.Attempt;
import kit.Listener;
import kit.Mismatch;
import kit.OpenFiles;
import kit.Patience;
import kit.Peer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ThreadedServerTest {

    /// More than the pools of usual sizes have threads.
    private static final int MANY = 260;

    /// Failures of `accept`, more than a server may count before it gives up.
    private static final int IN_A_ROW = 12;

    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Throwable> elsewhere = new CopyOnWriteArrayList<>();
    private volatile int timeout;
    private volatile boolean noDelay;
    private volatile boolean keepAlive;
    private volatile int linger;
    private volatile boolean interrupted;

    @BeforeAll
    static void makeRoom() {
        OpenFiles.makeRoomFor(2 * MANY);
    }

    @Test
    @Order(1)
    void a_client_is_served_to_the_end_while_the_server_waits_for_the_next() throws Exception {
        try (var listener = Listener.open();
                var _ = start(listener, this::noteOptionsAndEcho);
                var alice = Peer.connect("alice", listener)) {
            listener.isAskedForClients(2);
            isServed(alice);
            assertEquals(0, timeout, "the timeout of a socket that was accepted");
            assertFalse(noDelay, "its TCP_NODELAY");
            assertFalse(keepAlive, "its SO_KEEPALIVE");
            assertEquals(-1, linger, "its SO_LINGER");
        }
        try (var listener = Listener.open();
                var _ = start(listener, ThreadedServerTest::sayNoAndFinish);
                var bob = Peer.connect("bob", listener)) {
            bob.receives("no");
            bob.seesTheConnectionGo();
        }
    }

    @Test
    @Order(2)
    void many_clients_are_served_at_the_same_time() throws Exception {
        var missing = new CountDownLatch(MANY);
        var crowd = new ArrayList<Peer>();
        try (var listener = Listener.open();
                var _ = start(listener, _ -> waitFor(missing))) {
            while (crowd.size() < MANY) {
                for (int i = 0; i < 20; i++) {
                    var name = "client " + (crowd.size() + 1);
                    crowd.add(Peer.connectDeaf(name, listener.address()));
                }
                isMissing(MANY - crowd.size(), missing);
            }
        } finally {
            while (missing.getCount() > 0) {
                missing.countDown();
            }
            for (var client : crowd) {
                client.close();
            }
        }
    }

    @Test
    @Order(3)
    void an_exception_is_reported_and_concerns_only_its_client() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open();
                var alice = Peer.connect("alice", listener);
                var dave = Peer.connect("dave", listener)) {
            // Nobody will close these servers: their listeners will be closed.
            start(listener, this::echoUnlessTold);
            ThreadedServer.start(other, this::echoUnlessTold, this::reportElsewhere);
            failsWith(listener, new IOException("this client is lost"));
            failsWith(listener, new SocketException("Connection reset"));
            failsWith(listener, new EOFException("half a request"));
            failsWith(listener, new InterruptedException("stopped"));
            var why = new IOException("why");
            failsWith(listener, new IllegalStateException("no way on", why));
            failsWith(listener, new ExecutionException("a task has failed", why));
            failsWith(listener, new CompletionException("a task has failed", why));
            failsWith(listener, thrown.getLast());

            isServed(alice);
            try (var carol = Peer.connect("carol", listener)) {
                isServed(carol);
            }
            areReported();

            listener.goesAway();
            thrown.add(new IOException("this one is lost, too"));
            dave.sends("!");
            isReportedAtTheEnd(thrown.getLast());
        }
    }

    @Test
    @Order(4)
    void an_error_is_reported_like_an_exception() throws Exception {
        try (var listener = Listener.open();
                var _ = start(listener, this::echoUnlessTold)) {
            failsWith(listener, new StackOverflowError());
            failsWith(listener, new AssertionError("cannot be"));
            try (var alice = Peer.connect("alice", listener)) {
                isServed(alice);
            }
            areReported();
        }
    }

    @Test
    @Order(5)
    void the_server_outlives_an_accept_that_fails() throws Exception {
        try (var listener = Listener.open()) {
            thrown.add(new IOException("Too many open files"));
            while (thrown.size() < IN_A_ROW) {
                thrown.add(new SocketException("Software caused connection abort"));
            }
            listener.failsWith(thrown.toArray(IOException[]::new));
            try (var _ = start(listener, ThreadedServerTest::echo);
                    var alice = Peer.connect("alice", listener)) {
                listener.isAskedInTheEnd(IN_A_ROW + 2);
                isServed(alice);
                areReported();
            }
        }
    }

    @Test
    @Order(6)
    void the_server_pauses_before_it_accepts_again_but_not_for_long() throws Exception {
        try (var listener = Listener.open()) {
            listener.runsOutOfDescriptors(1000);
            try (var _ = start(listener, ThreadedServerTest::echo)) {
                listener.pauses().takeMillis(10, 100);
            }
        }
    }

    @Test
    @Order(7)
    void closing_refuses_new_clients_and_leaves_the_others_alone() throws Exception {
        try (var listener = Listener.open();
                var server = start(listener, this::echoAndNoteIfInterrupted);
                var alice = Peer.connect("alice", listener)) {
            listener.isAskedForClients(2);
            alice.sends("hello");
            alice.receives("hello");
            Attempt.to(server::close).returns();
            listener.letsNobodyIn();
            for (int i = 0; i < 100; i++) {
                alice.sends("hello");
                alice.receives("hello");
            }
            isServed(alice);
            assertFalse(interrupted, "a handler that still ran was interrupted");
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
            areReported();
        }
        try (var listener = Listener.open()) {
            listener.failsWith(new IOException("Too many open files"));
            var closing = new CompletableFuture<ThreadedServer>();
            Consumer<Throwable> closes = _ -> close(closing.join());
            closing.complete(ThreadedServer.start(listener, ThreadedServerTest::echo, closes));
            listener.isClosedByYou();
            listener.isLeftAlone();
        }
    }

    private static void close(ThreadedServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(9)
    void a_client_accepted_at_the_last_moment_is_not_forgotten() throws Exception {
        try (var listener = Listener.open()) {
            listener.holdsTheNextClient();
            try (var server = start(listener, ThreadedServerTest::echo);
                    var alice = Peer.connect("alice", listener)) {
                listener.holdsAClient();
                var closing = Attempt.to(server::close);
                closing.getsUnderWay();
                listener.handsOverTheClient();
                alice.finishes();
                alice.seesTheConnectionGo();
                closing.returns();
            }
        }
    }

    @Test
    @Order(10)
    void one_server_knows_nothing_of_another() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open();
                var server = start(listener, ThreadedServerTest::echo);
                var _ = start(other, ThreadedServerTest::sayNo);
                var alice = Peer.connect("alice", listener)) {
            isServed(alice);
            Attempt.to(server::close).returns();
            listener.letsNobodyIn();
            for (var name : List.of("bob", "carol")) {
                try (var peer = Peer.connect(name, other)) {
                    peer.receives("no");
                    peer.seesTheEnd();
                }
            }
        }
    }

    private ThreadedServer start(Listener listener, ThreadedServer.Handler handler) {
        return ThreadedServer.start(listener, handler, this::report);
    }

    private void report(Throwable failure) {
        failures.add(failure);
        Patience.changed();
    }

    private void reportElsewhere(Throwable failure) {
        elsewhere.add(failure);
        Patience.changed();
    }

    private static void echo(Socket client) throws IOException {
        client.getInputStream().transferTo(client.getOutputStream());
    }

    private static void sayNo(Socket client) throws IOException {
        client.getOutputStream().write("no".getBytes(US_ASCII));
    }

    private static void sayNoAndFinish(Socket client) throws IOException {
        sayNo(client);
        client.shutdownOutput();
    }

    private void noteOptionsAndEcho(Socket client) throws IOException {
        timeout = client.getSoTimeout();
        noDelay = client.getTcpNoDelay();
        keepAlive = client.getKeepAlive();
        linger = client.getSoLinger();
        echo(client);
    }

    private void echoAndNoteIfInterrupted(Socket client) throws IOException {
        echo(client);
        interrupted = Thread.currentThread().isInterrupted();
    }

    /// Sends back what comes, until it is told to throw what is to be thrown next.
    private void echoUnlessTold(Socket client) throws Exception {
        var bytes = new byte[64];
        for (int n; (n = client.getInputStream().read(bytes)) >= 0; ) {
            if (bytes[0] == '!') {
                switch (thrown.getLast()) {
                    case Exception exception -> throw exception;
                    case Throwable error -> throw (Error) error;
                }
            }
            client.getOutputStream().write(bytes, 0, n);
        }
    }

    private static void waitFor(CountDownLatch missing) throws InterruptedException {
        missing.countDown();
        Patience.changed();
        missing.await();
    }

    private static void isMissing(int expected, CountDownLatch missing) {
        if (!Patience.until(() -> missing.getCount() == expected)) {
            throw Mismatch.of(
                    MANY - expected + " handlers at the same time",
                    String.valueOf(MANY - missing.getCount()));
        }
    }

    private static void isServed(Peer peer) throws IOException {
        peer.sends("hello");
        peer.receives("hello");
        peer.finishes();
        peer.seesTheEnd();
    }

    private void failsWith(Listener listener, Throwable failure) throws IOException {
        thrown.add(failure);
        try (var bob = Peer.connect("bob", listener)) {
            bob.sends("!");
            areReported();
            bob.seesTheConnectionGo();
        }
    }

    private void areReported() {
        Patience.until(() -> failures.size() >= thrown.size() || !elsewhere.isEmpty());
        assertEquals(List.of(), List.copyOf(elsewhere), "failures reported to another server");
        assertEquals(List.copyOf(thrown), List.copyOf(failures), "failures reported");
    }

    private void isReportedAtTheEnd(Throwable failure) {
        if (!Patience.until(() -> failures.contains(failure))) {
            throw Mismatch.of("the last failure reported", "none after the server was closed");
        }
    }
}
