package lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Mismatch;
import kit.Patience;
import kit.Peer;
import kit.Source;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class HalfCloseTest {

    private static final byte[] MUCH = Bytes.pattern(3_000_001);

    @Test
    @Order(1)
    void the_peer_reads_the_request_and_then_its_end() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, "hello");
            peer.receives("hello");
            peer.seesTheEnd();
            peer.finishes();
            call.ends();
        }
    }

    @Test
    @Order(2)
    void what_the_peer_sends_after_that_is_the_answer() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, "hello");
            peer.receives("hello");
            peer.seesTheEnd();
            peer.sends("HELLO");
            peer.finishes();
            isAnswer("HELLO", call);
        }
    }

    @Test
    @Order(3)
    void an_answer_may_come_in_pieces_with_pauses() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, "hello");
            peer.receives("hello");
            call.goesOn("the peer had answered");
            peer.trickles("one\r\n\r\n");
            call.goesOn("the peer had finished");
            peer.trickles("two\n");
            peer.finishes();
            isAnswer("one\r\n\r\ntwo\n", call);
        }
    }

    @Test
    @Order(4)
    void every_byte_stays_as_it_is() throws Exception {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (128 + i);
        }
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, all);
            peer.receives(all);
            peer.sends(all);
            peer.finishes();
            isAnswer(all, call);
        }
    }

    @Test
    @Order(5)
    void request_and_answer_may_be_long() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, MUCH);
            peer.receives(MUCH);
            peer.sendsAllInTheBackground(MUCH);
            isAnswer(MUCH, call);
        }
    }

    @Test
    @Order(6)
    void request_and_answer_may_be_empty() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, "");
            peer.seesTheEnd();
            peer.sends("nothing?");
            peer.finishes();
            isAnswer("nothing?", call);
        }
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            var call = exchange(socket, "hello");
            peer.receives("hello");
            peer.finishes();
            isAnswer("", call);
        }
    }

    @Test
    @Order(7)
    void what_came_before_the_call_belongs_to_the_answer() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            peer.sends("220 ready\n");
            var in = socket.getInputStream();
            if (!Patience.until(() -> isThere(in, 10))) {
                throw Mismatch.of("10 bytes", "fewer");
            }
            var call = exchange(socket, "hello");
            peer.receives("hello");
            peer.waitsUntilRead();
            peer.sends("HELLO");
            peer.finishes();
            isAnswer("220 ready\nHELLO", call);
        }
    }

    @Test
    @Order(8)
    void the_socket_stays_open_and_as_it_was_set() throws Exception {
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            keepsItsOptions(socket, peer);
        }
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            socket.setSoTimeout(3_600_000);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setTrafficClass(16);
            keepsItsOptions(socket, peer);
        }
    }

    private static void keepsItsOptions(Socket socket, Peer peer) throws IOException {
        var before = options(socket);
        Wire.note("caller", "has set " + before);
        var call = exchange(socket, "hello");
        peer.receives("hello");
        call.getsUnderWay();
        assertEquals(before, options(socket), "options during the call");
        peer.finishes();
        isAnswer("", call);
        assertEquals("open", socket.isClosed() ? "closed" : "open", "socket after the call");
        assertEquals(before, options(socket), "options after the call");
        assertEquals(true, socket.isOutputShutdown(), "output shut down after the call");
        assertEquals(false, socket.isInputShutdown(), "input shut down after the call");
    }

    @Test
    @Order(9)
    void half_an_answer_is_none() throws Exception {
        try (var host = Host.open();
                var socket = connect(host)) {
            var peer = host.accepts();
            var call = exchange(socket, "hello");
            peer.receives("hello");
            peer.sends("HEL");
            peer.waitsUntilRead();
            peer.resets();
            call.fails(IOException.class);
            assertEquals("open", socket.isClosed() ? "closed" : "open", "socket after a reset");
        }
        try (var host = Host.open();
                var socket = connect(host);
                var peer = host.accepts()) {
            socket.setSoTimeout(50);
            Wire.note("caller", "has set a timeout of 50 ms for reads");
            peer.sends("HEL");
            var call = exchange(socket, "hello");
            call.fails(SocketTimeoutException.class);
            assertEquals("open", socket.isClosed() ? "closed" : "open", "socket after a timeout");
        }
    }

    @Test
    @Order(10)
    void a_failure_is_passed_on() throws Exception {
        var failure = new SocketException("out of order");
        try (var socket = new BrokenSocket(failure, true)) {
            Wire.note("socket", "fails to receive: " + failure);
            assertSame(failure, exchange(socket, "hello").fails(IOException.class));
            assertEquals("open", socket.isClosed() ? "closed" : "open", "socket afterwards");
        }
        try (var socket = new BrokenSocket(failure, false)) {
            Wire.note("socket", "fails to send: " + failure);
            assertSame(failure, exchange(socket, "hello").fails(IOException.class));
            assertEquals("open", socket.isClosed() ? "closed" : "open", "socket afterwards");
        }
    }

    private static Socket connect(Host host) throws IOException {
        return new Socket(host.address().getAddress(), host.port());
    }

    private static Attempt<byte[]> exchange(Socket socket, String request) {
        return exchange(socket, Bytes.of(request));
    }

    private static Attempt<byte[]> exchange(Socket socket, byte[] request) {
        return Attempt.of(() -> HalfClose.exchange(socket, request));
    }

    private static void isAnswer(String expected, Attempt<byte[]> call) {
        isAnswer(Bytes.of(expected), call);
    }

    private static void isAnswer(byte[] expected, Attempt<byte[]> call) {
        var found = call.returns();
        if (found == null) {
            throw Mismatch.of("the answer " + Bytes.summary(expected), "null");
        }
        if (!Arrays.equals(expected, found)) {
            var difference = expected.length > 32 ? Bytes.difference(expected, found) : "";
            throw Mismatch.of(
                    "the answer " + Bytes.summary(expected),
                    difference.isEmpty() ? Bytes.summary(found) : difference);
        }
    }

    private static boolean isThere(InputStream in, int count) {
        try {
            return in.available() >= count;
        } catch (IOException e) {
            return false;
        }
    }

    /// Those that nobody but the caller changes.
    private static Map<String, Object> options(Socket socket) throws IOException {
        var options = new TreeMap<String, Object>();
        for (SocketOption<?> option :
                List.of(
                        StandardSocketOptions.IP_TOS,
                        StandardSocketOptions.SO_KEEPALIVE,
                        StandardSocketOptions.SO_LINGER,
                        StandardSocketOptions.TCP_NODELAY)) {
            options.put(option.name(), socket.getOption(option));
        }
        options.put("timeout", socket.getSoTimeout());
        return options;
    }

    /// A connection that fails, either while it is read or when it is written to.
    private static final class BrokenSocket extends Socket {

        private final IOException failure;
        private final boolean whileItIsRead;
        private final InputStream in;

        BrokenSocket(IOException failure, boolean whileItIsRead) {
            this.failure = failure;
            this.whileItIsRead = whileItIsRead;
            this.in = whileItIsRead ? Source.failing("HEL", failure) : Source.atOnce("HELLO");
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public int getPort() {
            return 7;
        }

        /// The same each time, as that of a real one goes on where it was.
        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    if (!whileItIsRead) {
                        throw failure;
                    }
                }
            };
        }

        @Override
        public void shutdownOutput() {
            // There is nobody to tell.
        }
    }
}
