package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import kit.Attempt;
import kit.Idle;
import kit.Listener;
import kit.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class GracefulStopTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(20);
    private static final Duration NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

    private final CountDownLatch tidied = new CountDownLatch(1);

    @Test
    @Order(1)
    void an_idle_server_stops_at_once() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open()) {
            assertTrue(stopping(start(listener), EVER).returns(), "stopped cleanly");
            assertTrue(stopping(start(other), Duration.ZERO).returns(), "stopped cleanly");
            listener.isLeftAlone();
            listener.letsNobodyIn();
        }
    }

    @Test
    @Order(2)
    void clients_who_are_served_may_finish_and_new_ones_are_refused() throws Exception {
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var alice = isServed("alice", listener);
                    var bob = isServed("bob", listener);
                    var carol = isServed("carol", listener)) {
                var stopping = stopping(server, HOUR);
                listener.isClosedByYou();
                stopping.getsUnderWay();
                listener.letsNobodyIn();
                alice.sends("one\nbye\n");
                alice.receives("one\n");
                alice.seesTheEnd();
                bob.sends("fail\n");
                bob.seesTheConnectionGo();
                carol.sends("fail badly\n");
                carol.seesTheConnectionGo();
                assertTrue(stopping.returns(), "stopped cleanly");
            }
        }
    }

    @Test
    @Order(3)
    void whoever_is_left_after_the_grace_is_cut_off() throws Exception {
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var silent = isServed("silent", listener);
                    var alice = isServed("alice", listener);
                    var bob = isServed("bob", listener)) {
                alice.sends("wait, then go on\n");
                alice.receives("waiting\n");
                bob.sends("wait, then tidy up\n");
                bob.receives("waiting\n");
                var stopping = stopping(server, BRIEFLY);
                silent.seesTheConnectionGo();
                alice.seesTheConnectionGo();
                bob.seesTheConnectionGo();
                stopping.goesOn("the last handler had ended");
                tidied.countDown();
                assertFalse(stopping.returns(), "stopped cleanly");
            }
        }
    }

    @Test
    @Order(4)
    void a_handler_that_waits_for_something_else_is_interrupted() throws Exception {
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var alice = isServed("alice", listener)) {
                alice.sends("wait\n");
                alice.receives("waiting\n");
                var stopping = Attempt.of(() -> stopAndSayIfInterrupted(server, NEGATIVE));
                assertEquals(List.of(false, false), stopping.returns(), "clean, and interrupted");
                alice.seesTheConnectionGo();
            }
        }
    }

    @Test
    @Order(5)
    void further_calls_wait_for_the_first_and_return_the_same() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open()) {
            var server = start(listener);
            try (var alice = isServed("alice", listener)) {
                var first = stopping(server, HOUR);
                listener.isClosedByYou();
                var second = stopping(server, Duration.ZERO);
                second.getsUnderWay();
                assertFalse(second.isOver(), "the second call is over before the first");
                alice.sends("bye\n");
                alice.seesTheEnd();
                assertTrue(first.returns(), "stopped cleanly");
                assertTrue(second.returns(), "stopped cleanly");
            }

            server = start(other);
            try (var _ = isServed("silent", other)) {
                assertFalse(stopping(server, Duration.ZERO).returns(), "stopped cleanly");
                assertFalse(stopping(server, HOUR).returns(), "stopped cleanly");
            }
        }
    }

    @Test
    @Order(6)
    void a_client_accepted_at_the_last_moment_is_not_forgotten() throws Exception {
        try (var listener = Listener.open()) {
            listener.holdsTheNextClient();
            var server = start(listener);
            try (var alice = Peer.connect("alice", listener)) {
                listener.holdsAClient();
                var stopping = stopping(server, Duration.ZERO);
                listener.isClosedByYou();
                stopping.getsUnderWay();
                listener.handsOverTheClient();
                alice.seesTheConnectionGo();
                stopping.returns();
            }
        }
    }

    @Test
    @Order(7)
    void an_interrupt_ends_the_grace() throws Exception {
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var alice = isServed("alice", listener)) {
                var stopping = Attempt.of(() -> stopAndSayIfInterrupted(server, HOUR));
                listener.isClosedByYou();
                stopping.getsUnderWay();
                alice.sends("one\n");
                alice.receives("one\n");
                stopping.interrupt();
                assertEquals(List.of(false, true), stopping.returns(), "clean, and interrupted");
                alice.seesTheConnectionGo();
            }
        }
    }

    @Test
    @Order(8)
    void waiting_takes_no_processor_time() throws Exception {
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var alice = isServed("alice", listener)) {
                var stopping = stopping(server, HOUR);
                listener.isClosedByYou();
                Idle.sleeps();
                alice.sends("bye\n");
                assertTrue(stopping.returns(), "stopped cleanly");
            }
        }
    }

    private GracefulStop start(Listener listener) {
        return GracefulStop.start(listener, this::obey);
    }

    private static List<Boolean> stopAndSayIfInterrupted(GracefulStop server, Duration grace) {
        boolean clean = server.stop(grace);
        return List.of(clean, Thread.currentThread().isInterrupted());
    }

    private static Attempt<Boolean> stopping(GracefulStop server, Duration grace) {
        return Attempt.of(() -> server.stop(grace));
    }

    private static Peer isServed(String name, Listener listener) throws IOException {
        var peer = Peer.connect(name, listener);
        peer.receives("hello\n");
        return peer;
    }

    /// Greets, then does what the client says, until it says bye.
    private void obey(Socket client) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var out = new PrintStream(client.getOutputStream(), true, US_ASCII);
        out.print("hello\n");
        for (String line; (line = in.readLine()) != null && !line.equals("bye"); ) {
            switch (line) {
                case "fail" -> throw new IOException("told to fail");
                case "fail badly" -> throw new LinkageError("told to fail badly");
                case "wait" -> waitForNothing(out);
                case "wait, then go on" -> {
                    try {
                        waitForNothing(out);
                    } catch (InterruptedException e) {
                        out.print("going on\n");
                    }
                }
                case "wait, then tidy up" -> {
                    try {
                        waitForNothing(out);
                    } catch (InterruptedException e) {
                        tidied.await();
                    }
                }
                default -> out.print(line + "\n");
            }
        }
    }

    private static void waitForNothing(PrintStream out) throws InterruptedException {
        out.print("waiting\n");
        new CountDownLatch(1).await();
    }
}
