package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Finds out what the network does to a stream of datagrams.
///
/// Each datagram begins with its number: four bytes without a sign, high byte first. The sender
/// counts up from any number on; after 4294967295 comes 0. The numbers of one stream lie less than
/// 2147483648 from each other, so one number is higher than another if it is reached by counting up
/// from that one for fewer steps (as in
/// [RFC 1982, section 3.2](https://www.rfc-editor.org/rfc/rfc1982#section-3.2)).
public final class UdpStats {

    /// What became of a stream.
    ///
    /// @param received how many datagrams have arrived, duplicates included
    /// @param lost how many numbers between the lowest and the highest that have arrived did not
    ///     arrive at all
    /// @param duplicates how many datagrams had a number that had arrived before
    /// @param reordered how many datagrams were no duplicates, and came after one with a higher
    ///     number ([RFC 4737, section 3.3](https://www.rfc-editor.org/rfc/rfc4737#section-3.3))
    /// @param bytes the lengths of all received datagrams together, with their numbers
    public record Stats(long received, long lost, long duplicates, long reordered, long bytes) {}

    /// Receives datagrams from `socket`, whoever sends them, each of up to 65507 bytes, until none
    /// has come for `idle`, and returns the count; all is 0 when nothing came. A gap costs neither
    /// time nor memory, however wide it is, and of a datagram no more is kept than its number.
    ///
    /// The wait for a datagram begins with the call, and again after each datagram. `idle` lasts
    /// from a nanosecond to a year; more than 24 days may count as 24 days. A datagram of fewer
    /// than four bytes does not belong to the stream and is counted nowhere; whether it makes the
    /// wait longer is left open.
    ///
    /// The socket stays open, and has the timeout again that it had, also after a failure. If
    /// somebody else closes it during the call, the count ends there and is returned. What becomes
    /// of a call with a socket that was closed before, or of an interrupt, is left open. Calls with
    /// different sockets may run at the same time.
    ///
    /// @throws IllegalArgumentException if `idle` is zero or negative
    /// @throws IOException if the system reports another failure
    public static Stats receive(DatagramSocket socket, Duration idle) throws IOException {
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("idle for " + idle);
        }
        var count = new Count();
        var packet = new DatagramPacket(new byte[65_507], 65_507);
        int before = socket.getSoTimeout();
        try {
            socket.setSoTimeout(millis(idle));
            while (true) {
                socket.receive(packet);
                count.add(packet);
            }
        } catch (SocketTimeoutException e) {
            // The stream has ended.
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw e;
            }
        } finally {
            restore(socket, before);
        }
        return count.stats();
    }

    private static void restore(DatagramSocket socket, int timeout) {
        try {
            socket.setSoTimeout(timeout);
        } catch (SocketException e) {
            // It was closed, and needs no timeout any more.
        }
    }

    // Rounded up: a socket counts in milliseconds, and takes 0 for ever.
    private static int millis(Duration idle) {
        var days = Duration.ofDays(24);
        return (int) (idle.compareTo(days) < 0 ? idle : days).plusNanos(999_999).toMillis();
    }

    private static final class Count {

        private final Set<Long> seen = new HashSet<>();
        private long received;
        private long lowest;
        private long highest;
        private long duplicates;
        private long reordered;
        private long bytes;

        void add(DatagramPacket packet) {
            if (packet.getLength() < Integer.BYTES) {
                return;
            }
            int number = ByteBuffer.wrap(packet.getData()).getInt();
            long place = highest + (number - (int) highest); // The int overflows the shorter way.
            if (received == 0) {
                lowest = place;
                highest = place;
            }
            if (!seen.add(place)) {
                duplicates++;
            } else if (place < highest) {
                reordered++;
            }
            lowest = Math.min(lowest, place);
            highest = Math.max(highest, place);
            received++;
            bytes += packet.getLength();
        }

        Stats stats() {
            long numbers = received == 0 ? 0 : highest - lowest + 1;
            return new Stats(received, numbers - seen.size(), duplicates, reordered, bytes);
        }
    }

    private UdpStats() {}
}
