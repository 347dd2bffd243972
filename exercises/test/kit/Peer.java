package kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.opentest4j.AssertionFailedError;

/// The other end of a TCP connection, whichever side connected.
///
/// What arrives is read at once, on a thread of its own, and noted in the transcript; the verbs then
/// ask for it. Text stands for its ISO-8859-1 bytes.
public final class Peer implements AutoCloseable {

    /// Bytes that wait to be asked for: far more than any step asks for, and far less than all
    /// memory, which somebody who sends without end would take.
    private static final int MOST_UNTAKEN = 16 << 20;

    private enum End {
        NONE("nothing more"),
        CLOSED("the end of the stream"),
        RESET("a reset"),
        TOO_MUCH("more than " + MOST_UNTAKEN / 1024 / 1024 + " MiB");

        final String words;

        End(String words) {
            this.words = words;
        }
    }

    /// Ticks that a reader gets for one piece.
    private static final int PAUSE = 50;

    /// Ticks without progress after which the other side takes no more.
    private static final int STUCK = 200;

    private final String name;
    private final Socket socket;
    private final Received received = new Received();
    private int taken;
    private int searched;
    private End end = End.NONE;

    Peer(String name, Socket socket, boolean reads) {
        this.name = name;
        this.socket = socket;
        if (reads) {
            startsToRead();
        }
    }

    private void startsToRead() {
        Threads.ofTheKit().daemon().name("kit-" + name).start(this::readAll);
    }

    /// Begins to read, as one that has not done so until now.
    public void beginsToRead() {
        Wire.note(name, "begins to read");
        startsToRead();
    }

    /// Connects to `server` as a client called `name`.
    public static Peer connect(String name, InetSocketAddress server) throws IOException {
        return connect(name, server, true);
    }

    /// Connects to `listener`, which may not be accepting yet.
    public static Peer connect(String name, ServerSocket listener) throws IOException {
        return connect(name, (InetSocketAddress) listener.getLocalSocketAddress());
    }

    /// Connects as a client that does not read what it is sent, and has little room for it.
    public static Peer connectDeaf(String name, InetSocketAddress server) throws IOException {
        return connect(name, server, false);
    }

    private static Peer connect(String name, InetSocketAddress server, boolean reads)
            throws IOException {
        var socket = new Socket();
        if (!reads) {
            socket.setReceiveBufferSize(4096);
            socket.setSendBufferSize(65_536);
        }
        socket.setTcpNoDelay(true);
        socket.connect(server);
        var called = Wire.connection(name);
        Wire.note(called, "connects");
        return new Peer(called, socket, reads);
    }

    public void sends(String text) throws IOException {
        sends(Bytes.of(text));
    }

    /// Sends `bytes` with one write.
    public void sends(byte[] bytes) throws IOException {
        Wire.note(name, "sends", bytes);
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            if (socket.isClosed() || socket.isOutputShutdown()) {
                throw e;
            }
            throw new SocketException(name + " cannot send: you have ended the connection", e);
        }
    }

    /// Sends `bytes` as `weather` cuts them, each piece when the one before it was read.
    public void sends(byte[] bytes, Weather weather) throws IOException {
        for (var piece : weather.pieces(bytes)) {
            sends(piece);
            pausesForTheReader(PAUSE);
        }
    }

    public void sends(String text, Weather weather) throws IOException {
        sends(Bytes.of(text), weather);
    }

    /// Sends while the other side may not be reading yet: returns at once.
    public void sendsInTheBackground(byte[] bytes) {
        sendsInTheBackground(bytes, false);
    }

    /// Sends while the other side may not be reading yet, then finishes: returns at once.
    public void sendsAllInTheBackground(byte[] bytes) {
        sendsInTheBackground(bytes, true);
    }

    /// Sends `bytes` so many times while the other side reads, then finishes: returns at once. For
    /// more than there is memory.
    public void sendsAllInTheBackground(byte[] bytes, int times) {
        Wire.note(name, "sends " + times + " times " + Bytes.summary(bytes));
        var sender = Threads.ofTheKit().daemon().name("kit-" + name + "-sender");
        sender.start(() -> {
            try {
                for (int i = 0; i < times; i++) {
                    socket.getOutputStream().write(bytes);
                }
                finishes();
            } catch (IOException e) {
                // The other side is gone; its verbs say so.
            }
        });
    }

    private void sendsInTheBackground(byte[] bytes, boolean all) {
        Wire.note(name, "sends", bytes);
        var sender = Threads.ofTheKit().daemon().name("kit-" + name + "-sender");
        sender.start(() -> writes(bytes, all));
    }

    private void writes(byte[] bytes, boolean all) {
        try {
            socket.getOutputStream().write(bytes);
            if (all) {
                finishes();
            }
        } catch (IOException e) {
            // The other side is gone; its verbs say so.
        }
    }

    /// Sends `text` again and again without reading what comes back, until the other side takes no
    /// more, or has had `times` of them; then starts to read. Returns how often it was sent.
    ///
    /// A slow side that takes more and more is not waited for: what it has got by then will do.
    public int readsLate(String text, int times) {
        Wire.noteDatagram("", name, "sends many times, and does not read:", Bytes.of(text));
        var repeater = new Repeater(Bytes.of(text), times);
        var sender = Threads.ofTheKit().daemon().name("kit-" + name + "-sender").start(repeater);
        var most = new Patience.Ticks(2 * Patience.FULL);
        var stuck = new Patience.Ticks(STUCK);
        for (int before = 0; sender.isAlive() && stuck.next(() -> false) && most.spend(); ) {
            if (repeater.sent != before) {
                before = repeater.sent;
                stuck.renew();
            }
        }
        repeater.enough = true;
        Wire.note(name, "begins to read");
        startsToRead();
        Patience.until(() -> !sender.isAlive());
        return repeater.sent;
    }

    private final class Repeater implements Runnable {

        private final byte[] bytes;
        private final int times;
        private volatile int sent;
        private volatile boolean enough;

        Repeater(byte[] bytes, int times) {
            this.bytes = bytes;
            this.times = times;
        }

        @Override
        public void run() {
            try {
                for (int i = 1; i <= times && !enough; i++) {
                    socket.getOutputStream().write(bytes);
                    sent = i;
                }
            } catch (IOException e) {
                // The other side is gone; what it sends back says so.
            }
        }
    }

    /// Sends one byte at a time, each when the one before it was read.
    public void trickles(String text) throws IOException {
        trickles(Bytes.of(text));
    }

    public void trickles(byte[] bytes) throws IOException {
        boolean isRead = true;
        for (byte b : bytes) {
            sends(new byte[] {b});
            isRead = pausesForTheReader(isRead ? PAUSE : 1);
        }
    }

    /// Sends the same again and again until `enough`, or until the connection is gone.
    public Succession keepsSending(String text, BooleanSupplier enough) throws IOException {
        var lost = new AtomicBoolean();
        return Succession.of(
                () -> {
                    try {
                        sends(text);
                    } catch (SocketException e) {
                        lost.set(true);
                    }
                },
                () -> enough.getAsBoolean() || lost.get());
    }

    /// Checks that the other side reads all that was sent so far.
    public void waitsUntilRead() {
        if (!Patience.until(() -> unread() == 0)) {
            throw Mismatch.of("you to read what " + name + " sent", unread() + " unread bytes");
        }
    }

    /// Waits until the other side has read all that was sent so far, or will not, because it is
    /// `over`.
    public void waitsUntilReadOr(BooleanSupplier over) {
        Patience.until(() -> over.getAsBoolean() || unread() == 0);
    }

    /// Waits a little for the other side to read what was sent, so that it meets the next piece on
    /// its own; a reader that is busy otherwise is not waited for. Returns whether it has read.
    private boolean pausesForTheReader(int limit) {
        LockSupport.parkNanos(200_000);
        var ticks = new Patience.Ticks(limit);
        while (unread() > 0) {
            if (!ticks.next(() -> false)) {
                return false;
            }
        }
        return true;
    }

    /// How much the other side has not read, as far as this system can tell.
    private long unread() {
        return TcpConnections.end(socket.getPort(), socket.getLocalPort())
                .map(TcpConnections.End::unread)
                .orElse(0L);
    }

    /// Checks that the other side may still send more. Ask when it is known to have gone on: it has
    /// read an answer, say.
    public void hasNotHeardTheEnd() {
        boolean heard =
                TcpConnections.end(socket.getLocalPort(), socket.getPort())
                        .map(TcpConnections.End::hasHeardTheEnd)
                        .orElseGet(this::hasEnded);
        if (heard) {
            throw Mismatch.of("an open connection", "the end of the stream");
        }
    }

    /// Sends no more, but still receives.
    public void finishes() throws IOException {
        Wire.note(name, "finishes");
        socket.shutdownOutput();
    }

    /// Ends the connection with a reset: the other side's next read or write fails.
    public void resets() throws IOException {
        Wire.note(name, "resets the connection");
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Checks that `text` is in nothing that has arrived so far.
    public synchronized void hasNotReceived(String text) {
        if (received.toString(java.nio.charset.StandardCharsets.ISO_8859_1).contains(text)) {
            var bytes = Bytes.visible(Bytes.of(text));
            throw Mismatch.of("no " + bytes + " for " + name, bytes);
        }
    }

    /// Checks that the next bytes are those of `expected`.
    public void receives(String expected) {
        receives(Bytes.of(expected));
    }

    /// Checks that the next bytes are `expected`.
    public void receives(byte[] expected) {
        boolean enough = Patience.until(() -> available() >= expected.length || hasEnded());
        var found = take(expected.length);
        if (!enough || !Arrays.equals(expected, found)) {
            throw mismatch(expected, found, enough);
        }
    }

    /// Checks that `count` bytes arrive, and returns them.
    public byte[] receives(int count) {
        boolean enough = Patience.until(() -> available() >= count || hasEnded());
        var found = take(count);
        if (found.length < count) {
            throw Mismatch.of(
                    count + " bytes", found.length + " bytes, then " + endInWords(enough));
        }
        return found;
    }

    /// The bytes up to and with the next LF, as text.
    public String receivesLine() {
        Patience.until(() -> lineLength() > 0 || hasEnded());
        int length = lineLength();
        if (length == 0) {
            var rest = take(available());
            var found = rest.length <= 64 ? Bytes.visible(rest) : Bytes.summary(rest);
            throw Mismatch.of("a line", found + ", then " + endInWords(hasEnded()));
        }
        return new String(take(length), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /// Checks that the stream ends, after the bytes taken so far and no others.
    public void seesTheEnd() {
        boolean ended = Patience.until(() -> available() > 0 || hasEnded());
        var more = take(64);
        if (more.length > 0) {
            throw Mismatch.of("the end of the stream", Bytes.visible(more));
        }
        if (!ended) {
            throw Mismatch.of("the end of the stream", "an open connection");
        }
        if (end() != End.CLOSED) {
            throw Mismatch.of("the end of the stream", end().words);
        }
    }

    /// Checks that the connection is over, closed or reset by either side, whatever arrived before.
    public void seesTheConnectionGo() {
        boolean gone = Patience.until(() -> hasEnded() || socket.isClosed());
        if (!gone || end() == End.TOO_MUCH) {
            throw Mismatch.of("a closed connection", "an open connection");
        }
    }

    /// Checks that the connection is reset, whatever arrived before.
    public void seesAReset() {
        boolean ended = Patience.until(this::hasEnded);
        if (end() != End.RESET) {
            throw Mismatch.of("a reset", ended ? end().words : "an open connection");
        }
    }

    /// Whether the other side has closed or reset the connection by now.
    public synchronized boolean hasEnded() {
        return end != End.NONE;
    }

    /// How many bytes have arrived and were not taken yet.
    public synchronized int available() {
        return received.size() - taken;
    }

    /// Nothing was said by either side. Names a silent client as one.
    public void staysSilent() {
        Wire.note(name, "says nothing");
    }

    String name() {
        return name;
    }

    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            Wire.note(name, "closes");
            socket.close();
        }
    }

    private void readAll() {
        var buffer = new byte[64 * 1024];
        try {
            for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
                Wire.noteFor(name, Wire.YOU, "send", Arrays.copyOf(buffer, n));
                synchronized (this) {
                    received.write(buffer, 0, n);
                }
                Patience.changed();
                if (available() > MOST_UNTAKEN) {
                    ends(End.TOO_MUCH, "send without end: " + name + " reads no more");
                    return;
                }
            }
            ends(End.CLOSED, "close");
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                ends(End.RESET, "reset the connection");
            }
        } catch (IOException e) {
            ends(End.RESET, "fail: " + e.getMessage());
        }
    }

    private void ends(End how, String what) {
        Wire.noteFor(name, Wire.YOU, what);
        synchronized (this) {
            end = how;
        }
        Patience.changed();
    }

    private synchronized End end() {
        return end;
    }

    private synchronized byte[] take(int count) {
        int to = Math.min(received.size(), taken + count);
        var bytes = received.part(taken, to);
        taken = to;
        return bytes;
    }

    /// The bytes of the next line with its LF; 0 if the LF has not arrived. What was searched once is
    /// not searched again: a line may come in very many pieces.
    private synchronized int lineLength() {
        searched = Math.max(searched, taken);
        while (searched < received.size()) {
            if (received.at(searched) == '\n') {
                return searched + 1 - taken;
            }
            searched++;
        }
        return 0;
    }

    /// All bytes that have arrived, without a copy of them.
    private static final class Received extends ByteArrayOutputStream {

        byte at(int index) {
            return buf[index];
        }

        byte[] part(int from, int to) {
            return Arrays.copyOfRange(buf, from, to);
        }
    }

    private AssertionFailedError mismatch(byte[] expected, byte[] found, boolean enough) {
        if (expected.length <= 64) {
            var then = found.length < expected.length ? ", then " + endInWords(enough) : "";
            return Mismatch.of(Bytes.visible(expected), Bytes.visible(found) + then);
        }
        var words =
                Bytes.difference(expected, found)
                        + (found.length < expected.length ? ", then " + endInWords(enough) : "");
        return Mismatch.of(Bytes.summary(expected), words);
    }

    private String endInWords(boolean ended) {
        return (ended ? end() : End.NONE).words;
    }
}
