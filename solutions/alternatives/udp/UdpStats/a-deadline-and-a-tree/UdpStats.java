package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.TreeSet;

public final class UdpStats {

    public record Stats(long received, long lost, long duplicates, long reordered, long bytes) {}

    private static final long ROUND = 1L << 32;

    public static Stats receive(DatagramSocket socket, Duration idle) throws IOException {
        if (idle.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException();
        }
        var numbers = new TreeSet<Long>();
        long received = 0;
        long reordered = 0;
        long bytes = 0;
        int timeout = socket.getSoTimeout();
        var packet = new DatagramPacket(new byte[65_507], 65_507);
        try {
            while (receive(socket, packet, idle)) {
                var data = packet.getData();
                if (packet.getLength() >= 4) {
                    long number =
                            (data[0] & 0xffL) << 24
                                    | (data[1] & 0xff) << 16
                                    | (data[2] & 0xff) << 8
                                    | data[3] & 0xff;
                    long highest = numbers.isEmpty() ? number : numbers.last();
                    while (number < highest - ROUND / 2) {
                        number += ROUND;
                    }
                    while (number > highest + ROUND / 2) {
                        number -= ROUND;
                    }
                    if (numbers.add(number) && number < highest) {
                        reordered++;
                    }
                    received++;
                    bytes += packet.getLength();
                }
            }
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(timeout);
            }
        }
        long span = numbers.isEmpty() ? 0 : numbers.last() - numbers.first() + 1;
        return new Stats(
                received, span - numbers.size(), received - numbers.size(), reordered, bytes);
    }

    private static boolean receive(DatagramSocket socket, DatagramPacket packet, Duration idle)
            throws IOException {
        long deadline = System.nanoTime() + Math.min(idle.toNanos(), Long.MAX_VALUE / 4);
        try {
            long millis = millisUntil(deadline);
            do {
                socket.setSoTimeout(Math.clamp(millis, 1, 1_000));
                try {
                    socket.receive(packet);
                    return true;
                } catch (SocketTimeoutException e) {
                    millis = millisUntil(deadline); // Perhaps it is farther away than a second.
                }
            } while (millis > 0);
            return false;
        } catch (IOException e) {
            if (socket.isClosed()) {
                return false;
            }
            throw e;
        }
    }

    private static long millisUntil(long deadline) {
        return Math.ceilDiv(deadline - System.nanoTime(), 1_000_000L);
    }

    private UdpStats() {}
}
