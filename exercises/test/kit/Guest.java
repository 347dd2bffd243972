package kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The only client of a listener, without a network between it and the code under test: gigabytes
/// and a year of silence cost next to nothing, and what seldom fails can be made to fail.
///
/// As with a connection, no more is sent while much has not come back, and the code under test is
/// expected to use the streams of the socket. Text stands for its ISO-8859-1 bytes.
public final class Guest implements AutoCloseable {

    /// What may be under way before the guest waits for it to come back.
    private static final int ON_ITS_WAY = 4 << 20;

    /// Reads and writes after which a guest that sends gigabytes ends sooner: whoever takes single
    /// bytes has to work for each of them.
    private static final int MOST_CALLS = 5_000_000;

    /// Ticks after which it ends sooner, too, as for whoever copies or decodes what comes. Passing
    /// bytes on takes the fiftieth part of them.
    private static final int MOST_TICKS = 2 * Patience.FULL;

    /// Whoever waits with a timeout again and again does wait as long as it takes.
    private static final int TIMEOUTS_IN_A_YEAR = 20;

    /// Something to be sent: `count` bytes, those of `text` if there are any, after a silence.
    private record Piece(boolean afterAYear, long count, byte[] text) {}

    private final String name;
    private final ServerSocket listener;
    private final Connection connection = new Connection();
    private final Deque<Piece> coming = new ArrayDeque<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Optional<IOException> noAccept = Optional.empty();
    private Optional<IOException> noRoom = Optional.empty();
    private boolean comesAfterAYear;
    private int timeouts;
    private int calls;
    private long offset;
    private long sent;
    private long received;
    private boolean letGo;

    private Guest(String name) throws IOException {
        this.name = Wire.connection(name);
        listener = new Door();
    }

    /// A guest called `name`, who comes at once, and sends what the next calls say, then finishes.
    public static Guest called(String name) throws IOException {
        return new Guest(name);
    }

    public Guest comesAfterAYear() {
        comesAfterAYear = true;
        return this;
    }

    public Guest sends(String bytes) {
        coming.add(new Piece(false, bytes.length(), Bytes.of(bytes)));
        return this;
    }

    public Guest sendsAfterAYear(String bytes) {
        coming.add(new Piece(true, bytes.length(), Bytes.of(bytes)));
        return this;
    }

    /// Sends `count` bytes, or fewer if they are taken in too small pieces (see [#sent]).
    public Guest sends(long count) {
        coming.add(new Piece(false, count, new byte[0]));
        return this;
    }

    /// The first call of `accept` throws `failure`.
    public Guest cannotBeAccepted(IOException failure) {
        noAccept = Optional.of(failure);
        return this;
    }

    /// Each write to the guest throws `failure`.
    public Guest cannotBeSentTo(IOException failure) {
        noRoom = Optional.of(failure);
        return this;
    }

    public ServerSocket listener() {
        return listener;
    }

    /// Waits for what `call` returns, as long as bytes go to and fro.
    public <T> T isServedBy(Attempt<T> call) {
        var patience = new Patience.Ticks(Patience.limit());
        var most = new Patience.Ticks(MOST_TICKS);
        for (long before = 0; !call.isOver() && patience.next(call::isOver); ) {
            long now = moved();
            if (now != before) {
                before = now;
                patience.renew();
            }
            if (!most.spend()) {
                endsSooner();
            }
        }
        return call.returns();
    }

    /// How many bytes the guest has sent.
    public synchronized long sent() {
        return sent;
    }

    /// Checks that these bytes and no others have come back.
    public void hasReceived(String expected) {
        byte[] found;
        synchronized (this) {
            found = text.toByteArray();
        }
        var visible = Bytes.visible(Bytes.of(expected));
        if (!Bytes.visible(found).equals(visible)) {
            throw Mismatch.of(visible, Bytes.visible(found));
        }
    }

    /// Checks that as many bytes have come back as the guest has sent.
    public synchronized void hasReceivedAll() {
        if (received != sent) {
            throw Mismatch.of(sent + " bytes", received + " bytes");
        }
    }

    /// Checks that the code under test has closed the connection.
    public synchronized void isLetGo() {
        if (!letGo) {
            throw Mismatch.of("a closed connection to " + name, "an open connection");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        connection.end();
    }

    private synchronized void endsSooner() {
        calls = MOST_CALLS;
    }

    private synchronized long moved() {
        return sent + received;
    }

    /// Lets a year pass, unless the code under test has set a limit: then that is over before.
    private void waitsAYear(int limitMillis, String what) throws SocketTimeoutException {
        if (limitMillis > 0 && timeouts < TIMEOUTS_IN_A_YEAR) {
            timeouts++;
            Wire.note(Wire.YOU, what + " for " + limitMillis + " ms in vain");
            throw new SocketTimeoutException("timed out after " + limitMillis + " ms");
        }
        timeouts = 0;
    }

    private final class Door extends ServerSocket {

        private boolean come;

        Door() throws IOException {
            super(0, 1, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            synchronized (Guest.this) {
                if (noAccept.isPresent()) {
                    var failure = noAccept.get();
                    noAccept = Optional.empty();
                    Wire.note("listener", "fails to accept: " + failure.getMessage());
                    throw failure;
                }
                if (!come && comesAfterAYear) {
                    waitsAYear(getSoTimeout(), "wait for a client");
                    Wire.note(name, "connects after a year");
                } else if (!come) {
                    Wire.note(name, "connects");
                }
                if (!come) {
                    come = true;
                    return connection;
                }
            }
            return super.accept(); // Nobody else will come.
        }
    }

    /// The streams are all there is of it.
    private final class Connection extends Socket {

        private int limitMillis;

        @Override
        public void setSoTimeout(int millis) {
            limitMillis = millis;
        }

        @Override
        public int getSoTimeout() {
            return limitMillis;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // Nothing waits here anyway.
        }

        @Override
        public void setKeepAlive(boolean on) {
            // Nobody is lost here.
        }

        @Override
        public void shutdownOutput() {
            Wire.noteFor(name, Wire.YOU, "send no more");
        }

        @Override
        public void shutdownInput() {
            Wire.noteFor(name, Wire.YOU, "receive no more");
        }

        @Override
        public void close() throws IOException {
            synchronized (Guest.this) {
                if (!isClosed()) {
                    Wire.noteFor(name, Wire.YOU, "close");
                    letGo = true;
                }
            }
            end();
        }

        private void end() throws IOException {
            super.close();
            synchronized (Guest.this) {
                Guest.this.notifyAll();
            }
        }

        @Override
        public InputStream getInputStream() {
            return new Sent();
        }

        @Override
        public OutputStream getOutputStream() {
            return new Received();
        }
    }

    private final class Sent extends InputStream {

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            java.util.Objects.checkFromIndexSize(from, length, bytes.length);
            synchronized (Guest.this) {
                return length == 0 ? 0 : next(bytes, from, length);
            }
        }

        private int next(byte[] bytes, int from, int length) throws IOException {
            calls++;
            waitForRoom();
            if (coming.isEmpty()) {
                return -1;
            }
            var piece = coming.getFirst();
            boolean isText = piece.text.length > 0;
            if (offset == 0) {
                if (piece.afterAYear) {
                    waitsAYear(connection.getSoTimeout(), "wait for a byte");
                    Wire.note(name, "says nothing for a year");
                }
                if (isText) {
                    Wire.note(name, "sends", piece.text);
                } else {
                    Wire.note(name, "sends " + piece.count + " bytes");
                }
            }
            int count = (int) Math.min(length, piece.count - offset);
            if (isText) {
                System.arraycopy(piece.text, (int) offset, bytes, from, count);
            }
            offset += count;
            sent += count;
            if (offset == piece.count || calls > MOST_CALLS) {
                offset = 0;
                coming.removeFirst();
                if (coming.isEmpty()) {
                    Wire.note(name, "finishes");
                }
            }
            return count;
        }

        private void waitForRoom() throws IOException {
            while (sent - received > ON_ITS_WAY && !connection.isClosed()) {
                try {
                    Guest.this.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new SocketException("Closed by interrupt", e);
                }
            }
            if (connection.isClosed()) {
                throw new SocketException("Socket closed");
            }
        }

        @Override
        public int available() {
            synchronized (Guest.this) {
                calls++;
                var left = coming.isEmpty() ? 0 : coming.getFirst().count - offset;
                return (int) Math.min(left, 65_536);
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private final class Received extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            java.util.Objects.checkFromIndexSize(from, length, bytes.length);
            synchronized (Guest.this) {
                calls++;
                if (connection.isClosed()) {
                    throw new SocketException("Socket closed");
                }
                if (noRoom.isPresent()) {
                    Wire.noteFor(name, Wire.YOU, "fail to send: " + noRoom.get().getMessage());
                    throw noRoom.get();
                }
                if (received < 1024) {
                    text.write(bytes, from, length);
                    Wire.noteFor(
                            name,
                            Wire.YOU,
                            "send",
                            java.util.Arrays.copyOfRange(bytes, from, from + length));
                }
                received += length;
                Guest.this.notifyAll();
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
