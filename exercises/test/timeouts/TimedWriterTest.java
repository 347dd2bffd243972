package timeouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Points;
import kit.TestClock;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class TimedWriterTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

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
    void the_shortest_time_is_not_for_ever_and_the_longest_is() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var _ = host.accepts()) {
            write(socket, Bytes.of("fits into the buffers"), FOR_EVER).returns();

            var halfAMilli = Duration.ofNanos(500_000);
            write(socket, MUCH, halfAMilli).fails(SocketTimeoutException.class);
        }
    }

    @Test
    @Order(4)
    void without_any_time_nothing_is_written() throws Exception {
        for (var total : new Duration[] {Duration.ZERO, FOR_EVER.negated()}) {
            try (var socket = new LastMoment()) {
                write(socket, Bytes.of("too late"), total).fails(SocketTimeoutException.class);

                assertEquals(0, socket.writes, "writes without any time");
                assertTrue(socket.isClosed(), "closed after a write that took too long");
            }
        }
    }

    @Test
    @Order(5)
    void a_connection_that_breaks_is_not_a_timeout() throws Exception {
        try (var host = Host.deaf();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = write(socket, MUCH, LONG);
            peer.resets();

            var failure = call.fails(IOException.class);
            assertFalse(failure instanceof SocketTimeoutException, "a timeout: " + failure);
        }
    }

    @Test
    @Order(6)
    void an_interrupt_neither_ends_the_write_nor_is_it_lost() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var interrupted =
                    Attempt.of(() -> {
                        Thread.currentThread().interrupt();
                        TimedWriter.write(socket, MUCH, LONG);
                        return Thread.interrupted();
                    });

            assertTrue(interrupted.returns(), "the interrupt flag is set");
            peer.receives(MUCH);
        }
    }

    @Test
    @Order(7)
    void what_was_closed_in_time_is_no_success() throws Exception {
        try (var socket = new LastMoment()) {
            write(socket, MUCH, SHORT).fails(SocketTimeoutException.class);
        }
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

    /// Takes the last byte in the moment in which it is closed: the write succeeds.
    private static final class LastMoment extends Socket {

        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile int writes;

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    writes++;
                    while (closed.getCount() > 0) {
                        awaitClose();
                    }
                }
            };
        }

        private void awaitClose() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                // A blocked write does not notice.
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            closed.countDown();
        }
    }
}
