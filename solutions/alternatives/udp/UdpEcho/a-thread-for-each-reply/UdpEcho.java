package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.concurrent.Executors;

public final class UdpEcho {

    public static void run(DatagramSocket socket) {
        try (var replies = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                var request = new DatagramPacket(new byte[65_507], 65_507);
                try {
                    socket.receive(request);
                } catch (SocketException e) {
                    if (socket.isClosed()) {
                        return;
                    }
                    continue;
                } catch (IOException e) {
                    continue;
                }
                replies.submit(() -> {
                    socket.send(reply(request));
                    return null;
                });
            }
        }
    }

    public static DatagramPacket reply(DatagramPacket request) {
        var payload = new byte[request.getLength()];
        System.arraycopy(request.getData(), request.getOffset(), payload, 0, payload.length);
        var reply = new DatagramPacket(payload, 0, payload.length);
        reply.setAddress(request.getAddress());
        reply.setPort(request.getPort());
        return reply;
    }

    private UdpEcho() {}
}
