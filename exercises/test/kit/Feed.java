package kit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
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

    private record Coming(byte[] bytes, Duration after, boolean isFromAnother) {}

    private final DatagramSocket sender = Datagrams.bound("127.0.0.1", 0);
    private final DatagramSocket another = Datagrams.bound("127.0.0.1", 0);
    private final Deque<Coming> coming = new ArrayDeque<>();
    private Duration waited = Duration.ZERO;
    private long begun = System.nanoTime();
    private long last = begun;
    private long longestPause;
    private int next;
    private int floods;
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
        Arrays.stream(datagrams).forEach(bytes -> coming.add(new Coming(bytes, pause, false)));
        begins();
        return this;
    }

    /// Next there comes this datagram, and from another sender.
    public synchronized Feed bringsFromAnother(byte[] datagram) {
        coming.add(new Coming(datagram, Duration.ZERO, true));
        begins();
        return this;
    }

    /// First there come so many of the greatest datagrams, which begin with the numbers from 0 on.
    /// They are not sent, but put into the packet of whoever receives: that is quicker.
    public synchronized Feed brings(int greatest) {
        Wire.note("sender", "sends " + greatest + " times " + Datagrams.GREATEST + " bytes");
        floods = greatest;
        begins();
        return this;
    }

    private void begins() {
        dry = false;
        begun = System.nanoTime();
        last = begun;
        longestPause = 0;
    }

    /// Whether all has come, and the last of it so soon after the first was promised.
    public synchronized boolean hasBroughtAllWithin(Duration time) {
        return next == floods && coming.isEmpty() && last - begun < time.toNanos();
    }

    /// Whether there was no pause so long, neither before what has come nor since then. A machine
    /// that stood still makes one.
    public synchronized boolean hasMadeNoPauseOf(Duration time) {
        return Math.max(longestPause, System.nanoTime() - last) < time.toNanos();
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
        if (isFlooded(packet)) {
            return;
        }
        letNextCome(Duration.ofMillis(getSoTimeout()));
        super.receive(packet);
    }

    private synchronized boolean isFlooded(DatagramPacket packet) {
        if (next >= floods) {
            return false;
        }
        int room = packet.getData().length - packet.getOffset();
        packet.setLength(Math.min(room, Datagrams.GREATEST));
        packet.setSocketAddress(sender.getLocalSocketAddress());
        if (room >= Integer.BYTES) {
            ByteBuffer.wrap(packet.getData()).putInt(packet.getOffset(), next);
        }
        if (next++ % 1_000 == 0) {
            Lab.somethingHappened();
        }
        last = System.nanoTime();
        return true;
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
        var datagram = coming.removeFirst();
        var bytes = datagram.bytes;
        var from = datagram.isFromAnother ? another : sender;
        Wire.noteDatagram("", datagram.isFromAnother ? "another" : "sender", "sends", bytes);
        from.send(new DatagramPacket(bytes, bytes.length, getLocalSocketAddress()));
        longestPause = Math.max(longestPause, System.nanoTime() - last);
        last = System.nanoTime();
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
        if (another != null) { // Not yet, when the constructor of DatagramSocket fails.
            sender.close();
            another.close();
        }
    }
}
