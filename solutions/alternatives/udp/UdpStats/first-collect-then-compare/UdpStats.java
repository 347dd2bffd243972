package udp;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

public final class UdpStats {

    public record Stats(long received, long lost, long duplicates, long reordered, long bytes) {}

    private record Datagram(int number, int length) {}

    public static Stats receive(DatagramSocket socket, Duration idle) throws IOException {
        if (idle.isZero() || idle.isNegative()) {
            throw new IllegalArgumentException("not an idle time: " + idle);
        }
        return stats(receiveAll(socket, idle));
    }

    private static List<Datagram> receiveAll(DatagramSocket socket, Duration idle)
            throws IOException {
        var datagrams = new ArrayList<Datagram>();
        int old = socket.getSoTimeout();
        try {
            long millis = Math.ceilDiv(idle.toNanos(), 1_000_000L);
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            while (true) {
                var packet = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(packet);
                var in =
                        new DataInputStream(
                                new ByteArrayInputStream(packet.getData(), 0, packet.getLength()));
                if (in.available() >= 4) {
                    datagrams.add(new Datagram(in.readInt(), packet.getLength()));
                }
            }
        } catch (SocketTimeoutException e) {
            return datagrams;
        } catch (IOException e) {
            if (socket.isClosed()) {
                return datagrams;
            }
            throw e;
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(old);
            }
        }
    }

    private static Stats stats(List<Datagram> datagrams) {
        if (datagrams.isEmpty()) {
            return new Stats(0, 0, 0, 0, 0);
        }
        int first = datagrams.getFirst().number();
        var firstTime = new HashMap<Integer, Integer>();
        int highest = 0;
        int lowest = 0;
        int reordered = 0;
        long bytes = 0;
        for (var datagram : datagrams) {
            int distance = datagram.number() - first; // Less than half way round, either way.
            if (firstTime.putIfAbsent(distance, firstTime.size()) == null && distance < highest) {
                reordered++;
            }
            highest = Math.max(highest, distance);
            lowest = Math.min(lowest, distance);
            bytes += datagram.length();
        }
        long span = (long) highest - lowest + 1;
        int distinct = firstTime.size();
        int all = datagrams.size();
        return new Stats(all, span - distinct, all - distinct, reordered, bytes);
    }

    private UdpStats() {}
}
