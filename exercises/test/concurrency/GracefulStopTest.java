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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import kit.Attempt;
import kit.Idle;
import kit.Listener;
import kit.Mismatch;
import kit.OpenFiles;
import kit.Patience;
import kit.Peer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class GracefulStopTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(300);

    /// More than the pools of usual sizes have threads.
    private static final int MANY = 260;

    /// The grace of so many, while some of them leave, one by one. All that, or a grace for each, is
    /// several times as long; between two who leave, not even a slow machine takes so long.
    private static final Duration SHARED = Duration.ofMillis(1500);

    private static final Duration PACE = Duration.ofMillis(75);
    private static final int LEAVING = 100;

    private static final Duration NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

    private final CountDownLatch tidied = new CountDownLatch(1);
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeAll
    static void makeRoom() {
        OpenFiles.makeRoomFor(2 * MANY);
    }

    @Test
    @Order(1)
    void an_idle_server_stops_at_once() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open()) {
            assertTrue(stopping(start(listener), HOUR).returns(), "stopped cleanly");
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
                long start = System.nanoTime();
                var stopping = stopping(server, BRIEFLY);
                silent.seesTheConnectionGo();
                hasHadTime(BRIEFLY, start);
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
                var stopping = Attempt.of(() -> stopAndSayIfInterrupted(server, Duration.ZERO));
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
                var third = Attempt.of(() -> stopAndSayIfInterrupted(server, Duration.ZERO));
                second.getsUnderWay();
                assertFalse(second.isOver(), "the second call is over before the first");
                third.getsUnderWay();
                third.interrupt();
                third.goesOn("the first had ended");
                alice.sends("bye\n");
                alice.seesTheEnd();
                assertTrue(first.returns(), "stopped cleanly");
                assertTrue(second.returns(), "stopped cleanly");
                assertEquals(List.of(true, true), third.returns(), "clean, and interrupted");
            }

            var another = start(other);
            try (var _ = isServed("silent", other)) {
                assertFalse(stopping(another, Duration.ZERO).returns(), "stopped cleanly");
                assertFalse(stopping(another, HOUR).returns(), "stopped cleanly");
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
        try (var other = Listener.open()) {
            var server = start(other);
            try (var bob = isServed("bob", other)) {
                bob.sends("wait, then tidy up\n");
                bob.receives("waiting\n");
                var stopping =
                        Attempt.of(() -> {
                            Thread.currentThread().interrupt();
                            return stopAndSayIfInterrupted(server, HOUR);
                        });
                bob.seesTheConnectionGo();
                stopping.getsUnderWay();
                stopping.interrupt();
                stopping.goesOn("the last handler had ended");
                tidied.countDown();
                assertEquals(List.of(false, true), stopping.returns(), "clean, and interrupted");
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

    @Test
    @Order(9)
    void many_clients_have_the_same_grace_all_together() throws Exception {
        var crowd = new ArrayDeque<Peer>();
        try (var listener = Listener.open()) {
            var server = GracefulStop.start(listener, this::obeyAndCount);
            gathers(crowd, listener);
            var stopping = stopping(server, SHARED);
            stopping.getsUnderWay();
            for (int i = 0; i < LEAVING && !stopping.isOver(); i++) {
                crowd.removeLast().close();
                stopping.isGiven(PACE);
            }
            if (ended.get() <= LEAVING) {
                throw Mismatch.of("an end after " + SHARED.toMillis() + " ms", "nobody cut off");
            }
            assertFalse(stopping.returns(), "stopped cleanly");
        } finally {
            for (var peer : crowd) {
                peer.close();
            }
        }
    }

    @Test
    @Order(10)
    void no_grace_is_too_long_and_less_than_none_is_none() throws Exception {
        for (var grace : List.of(Duration.ofDays(40), EVER)) {
            try (var listener = Listener.open()) {
                var server = start(listener);
                try (var alice = isServed("alice", listener)) {
                    var stopping = stopping(server, grace);
                    listener.isClosedByYou();
                    stopping.getsUnderWay();
                    alice.sends("one\nbye\n");
                    alice.receives("one\n");
                    alice.seesTheEnd();
                    assertTrue(stopping.returns(), "stopped cleanly");
                }
            }
        }
        try (var listener = Listener.open()) {
            var server = start(listener);
            try (var _ = isServed("silent", listener)) {
                assertFalse(stopping(server, NEGATIVE).returns(), "stopped cleanly");
            }
        }
    }

    private static void hasHadTime(Duration grace, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (millis < grace.toMillis() - 5) {
            throw Mismatch.of("a grace of " + grace.toMillis() + " ms", millis + " ms");
        }
    }

    private void gathers(Deque<Peer> crowd, Listener listener) throws IOException {
        while (crowd.size() < MANY) {
            for (int i = 0; i < 20; i++) {
                crowd.add(Peer.connectDeaf("silent", listener.address()));
            }
            if (!Patience.until(() -> greeted.get() == crowd.size())) {
                throw Mismatch.of(
                        crowd.size() + " handlers at the same time", String.valueOf(greeted.get()));
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

    private void obeyAndCount(Socket client) throws IOException, InterruptedException {
        try {
            obey(client);
        } finally {
            ended.incrementAndGet();
        }
    }

    /// Greets, then does what the client says, until it says bye.
    private void obey(Socket client) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var out = new PrintStream(client.getOutputStream(), true, US_ASCII);
        out.print("hello\n");
        greeted.incrementAndGet();
        Patience.changed();
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
