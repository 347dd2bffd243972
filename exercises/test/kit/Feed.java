package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// A UDP socket for code under test that only receives.
///
/// Each datagram is sent to it when it is asked for one. So there is always room, nothing is lost
/// by chance, and nothing depends on who is faster.
public final class Feed extends DatagramSocket {

    private record Coming(byte[] bytes, Duration after) {}

    private final DatagramSocket sender = Datagrams.bound("127.0.0.1", 0);
    private final Deque<Coming> coming = new ArrayDeque<>();
    private Duration waited = Duration.ZERO;
    private volatile boolean dry;
    private volatile Optional<SocketException> broken = Optional.empty();

    private Feed() throws IOException {
        super(0, InetAddress.ofLiteral("127.0.0.1"));
    }

    public static Feed open() throws IOException {
        return new Feed();
    }

    /// Next there come these datagrams.
    public Feed brings(byte[]... datagrams) {
        return brings(Duration.ZERO, datagrams);
    }

    /// Next there come these datagrams, each of them after a pause.
    public synchronized Feed brings(Duration pause, byte[]... datagrams) {
        Arrays.stream(datagrams).forEach(bytes -> coming.add(new Coming(bytes, pause)));
        dry = false;
        return this;
    }

    /// Waits until everything has come and more is asked for.
    public void runsDry() {
        if (!Patience.until(() -> dry)) {
            throw Mismatch.of("another receive", "none");
        }
    }

    /// Is closed by somebody else than the code under test.
    public void isClosedBySomebody() {
        Wire.note("somebody", "closes the socket");
        close();
    }

    /// From now on `receive` fails, although the socket is open.
    public void breaks() {
        Wire.note("socket", "fails");
        broken = Optional.of(new SocketException("Network is down"));
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        if (broken.isPresent()) {
            throw broken.get();
        }
        letNextCome(Duration.ofMillis(getSoTimeout()));
        super.receive(packet);
    }

    private synchronized void letNextCome(Duration timeout) throws IOException {
        if (coming.isEmpty()) {
            dry = true;
            Patience.changed();
            return;
        }
        var pause = coming.getFirst().after.minus(waited);
        if (timeout.isPositive() && timeout.compareTo(pause) <= 0) {
            waited = waited.plus(timeout); // This receive will time out.
            return;
        }
        pause(pause);
        waited = Duration.ZERO;
        var bytes = coming.removeFirst().bytes;
        Wire.note("sender", "sends " + Bytes.summary(bytes));
        sender.send(new DatagramPacket(bytes, bytes.length, getLocalSocketAddress()));
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        super.close();
        if (sender != null) { // Not yet, when the constructor of DatagramSocket fails.
            sender.close();
        }
    }
}
