package udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class UdpEcho {

    public static void run(DatagramSocket socket) {
        var replies = new LinkedBlockingQueue<DatagramPacket>();
        var sender = Thread.ofPlatform().start(() -> sendAll(replies, socket));
        var buffer = new byte[65_535];
        while (!socket.isClosed()) {
            var request = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(request);
                replies.add(reply(request));
            } catch (IOException e) {
                // The condition of the loop knows whether this was the end.
            }
        }
        sender.interrupt();
        while (sender.isAlive()) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                sender.interrupt();
            }
        }
    }

    private static void sendAll(BlockingQueue<DatagramPacket> replies, DatagramSocket socket) {
        try {
            while (true) {
                var reply = replies.take();
                try {
                    socket.send(reply);
                } catch (IOException e) {
                    // The next one may have a better way.
                }
            }
        } catch (InterruptedException e) {
            // There will be no more of them.
        }
    }

    public static DatagramPacket reply(DatagramPacket request) {
        var payload = ByteBuffer.wrap(request.getData(), request.getOffset(), request.getLength());
        var copy = ByteBuffer.allocate(payload.remaining()).put(payload).array();
        return new DatagramPacket(copy, copy.length, request.getAddress(), request.getPort());
    }

    private UdpEcho() {}
}
