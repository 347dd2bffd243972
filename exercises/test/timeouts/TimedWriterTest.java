package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Memory;
import kit.OutSocket;
import kit.Patience;
import kit.Points;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TimedWriterTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /// Long beside the pauses between interrupts, and short beside patience.
    private static final Duration INTERRUPTED = Duration.ofMillis(200);

    private static final List<IOException> FAILURES =
            List.of(new IOException("out of order"), new SocketException("Broken pipe"));

    /// Far more than the buffers of both sides hold.
    private static final byte[] MUCH = Bytes.pattern(1 << 20);

    @Test
    @Order(1)
    void whoever_reads_receives_all_of_it() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            write(socket, MUCH, LONG).returns();
            write(socket, new byte[0], LONG).returns();
            write(socket, Bytes.of("the end"), LONG).returns();

            peer.receives(MUCH);
            peer.receives("the end");
            assertFalse(socket.isClosed(), "closed after a write in time");
        }
    }

    @Test
    @Order(2)
    @Points(2)
    void whoever_does_not_read_is_given_up() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var _ = host.accepts()) {
            write(socket, MUCH, SHORT).fails(SocketTimeoutException.class);

            assertTrue(socket.isClosed(), "closed after a write that took too long");
        }
    }

    @Test
    @Order(3)
    void the_time_is_one_for_all_the_pieces() throws Exception {
        for (int millis : new int[] {60, 240}) { // On a busy machine a piece may be late once.
            var total = Duration.ofMillis(millis);
            try (var socket = OutSocket.slow(MUCH.length, total.multipliedBy(10))) {
                write(socket, MUCH, total).fails(SocketTimeoutException.class);
            }
        }
    }

    @Test
    @Order(4)
    void the_shortest_time_is_not_for_ever_and_the_longest_is() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var _ = host.accepts()) {
            write(socket, Bytes.of("fits into the buffers"), FOR_EVER).returns();
            assertFalse(socket.isClosed(), "closed after a write in time");

            var halfAMilli = Duration.ofNanos(500_000);
            write(socket, MUCH, halfAMilli).fails(SocketTimeoutException.class);
        }
    }

    @Test
    @Order(5)
    void without_any_time_nothing_is_written() throws Exception {
        for (var total : new Duration[] {Duration.ZERO, FOR_EVER.negated()}) {
            for (var bytes : new byte[][] {Bytes.of("too late"), new byte[0]}) {
                try (var socket = OutSocket.roomyWhenClosed()) {
                    write(socket, bytes, total).fails(SocketTimeoutException.class);

                    assertEquals(0, socket.writes(), "writes without any time");
                    assertTrue(socket.isClosed(), "closed after a write that took too long");
                }
            }
        }
    }

    @Test
    @Order(6)
    void a_connection_that_breaks_is_not_a_timeout() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = write(socket, MUCH, LONG);
            peer.resets();
            assertNoTimeout(call);
        }
        try (var socket = OutSocket.full()) {
            var call = write(socket, MUCH, LONG);
            socket.isWrittenToBy(call);
            socket.isClosedBySomebodyElse();
            assertNoTimeout(call);
        }
        for (var failure : FAILURES) {
            try (var socket = OutSocket.failing(failure)) {
                assertSame(failure, write(socket, MUCH, LONG).fails(IOException.class));
                assertFalse(socket.isClosed(), "closed after a write that failed by itself");
            }
        }
    }

    @Test
    @Order(7)
    void an_interrupt_neither_ends_the_write_nor_is_it_lost() throws Exception {
        try (var before = OutSocket.quick();
                var meanwhile = OutSocket.full();
                var late = OutSocket.full();
                var failing = OutSocket.full()) {
            Wire.note("caller", "is interrupted before it writes");
            assertTrue(interrupted(before, LONG, true).returns(), "the interrupt flag is set");

            var call = interrupted(meanwhile, LONG, false);
            var fails = interrupted(failing, FOR_EVER, false);
            meanwhile.isWrittenToBy(call);
            failing.isWrittenToBy(fails);
            Wire.note("caller", "is interrupted while it writes, and so is another");
            call.interrupt();
            fails.interrupt();
            call.goesOn("there was room for the bytes");
            meanwhile.makesRoom();
            assertTrue(call.returns(), "the interrupt flag is set");
            failing.isClosedBySomebodyElse();
            assertTrue(fails.returns(), "the interrupt flag is set after a failure");

            Wire.note("caller", "is interrupted before it writes");
            assertTrue(
                    interrupted(late, SHORT, true).returns(),
                    "the interrupt flag is set after a timeout");
        }
        interruptsDoNotProlongTheTime();
    }

    private static void interruptsDoNotProlongTheTime() throws IOException {
        for (int trial = 0; trial < 5; trial++) {
            try (var socket = OutSocket.full()) {
                var call = write(socket, MUCH, INTERRUPTED);
                Wire.note("caller", "is interrupted again and again");
                if (call.endsThoughInterruptedWithin(INTERRUPTED.dividedBy(2))) {
                    return;
                }
            }
        }
    }

    @Test
    @Order(8)
    void what_was_closed_in_time_is_no_success() throws Exception {
        try (var socket = OutSocket.roomyWhenClosed()) {
            write(socket, MUCH, SHORT).fails(SocketTimeoutException.class);
        }
    }

    @Test
    @Order(9)
    void after_a_write_in_time_nobody_closes_the_socket() throws Exception {
        for (var total = SHORT; total.compareTo(LONG) < 0; total = total.multipliedBy(2)) {
            try (var socket = OutSocket.quick()) {
                if (isInTime(socket, total)) {
                    long end = System.nanoTime() + total.multipliedBy(4).toNanos();
                    Patience.until(() -> socket.isClosed() || System.nanoTime() - end > 0);
                    assertFalse(socket.isClosed(), "closed after a write in time");
                    return;
                }
            }
        }
        fail("no write is in time");
    }

    @Test
    @Order(10)
    void calls_at_the_same_time_know_nothing_of_each_other() throws Exception {
        try (var patient = OutSocket.full();
                var failing = OutSocket.full();
                var hurried = OutSocket.full();
                var next = OutSocket.full()) {
            var before = write(hurried, MUCH, Duration.ofMillis(300));
            hurried.isWrittenToBy(before);
            var call = write(patient, MUCH, LONG);
            patient.isWrittenToBy(call);
            var fails = write(failing, MUCH, LONG);
            failing.isWrittenToBy(fails);
            var after = write(next, MUCH, SHORT);
            before.ends();
            after.ends();

            assertFalse(patient.isClosed(), "closed, when another call took too long");
            patient.makesRoom();
            call.returns();

            failing.isClosedBySomebodyElse();
            assertNoTimeout(fails);
        }
    }

    @Test
    @Order(11)
    void a_call_that_is_over_keeps_nothing_of_its_socket() throws Exception {
        assertTrue(Memory.letsGoOf(written()), "nothing refers to the socket after the call");
    }

    private static WeakReference<Socket> written() throws Exception {
        try (var socket = OutSocket.quick()) {
            write(socket, MUCH, LONG).returns();
            return new WeakReference<>(socket);
        }
    }

    /// On a busy machine even a quick write may be late.
    private static boolean isInTime(Socket socket, Duration total) {
        Wire.note("caller", "wants to write within " + TestClock.words(total));
        return Attempt.of(
                        () -> {
                            try {
                                TimedWriter.write(socket, MUCH, total);
                                return true;
                            } catch (SocketTimeoutException e) {
                                return false;
                            }
                        })
                .returns();
    }

    private static void assertNoTimeout(Attempt<Void> call) {
        var failure = call.fails(IOException.class);
        assertFalse(failure instanceof SocketTimeoutException, "a timeout: " + failure);
    }

    /// A write that returns whether the interrupt flag is set when it is over.
    private static Attempt<Boolean> interrupted(Socket socket, Duration total, boolean before) {
        return Attempt.of(() -> {
            if (before) {
                Thread.currentThread().interrupt();
            }
            try {
                TimedWriter.write(socket, MUCH, total);
            } catch (IOException e) {
                assertNotEquals(LONG, total, "the time of a call that fails");
            }
            return Thread.interrupted();
        });
    }

    private static Socket connect(Host host) throws IOException {
        var socket = new Socket();
        socket.setSendBufferSize(16 * 1024);
        socket.connect(host.address());
        return socket;
    }

    private static Attempt<Void> write(Socket socket, byte[] bytes, Duration total) {
        var limits = bytes.length + " bytes within " + TestClock.words(total);
        Wire.note("caller", "wants to write " + limits);
        return Attempt.to(() -> TimedWriter.write(socket, bytes, total));
    }
}
