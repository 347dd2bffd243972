///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/// Sends 8 MiB in two ways, and counts the calls and the bytes that passed through an array.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: WithoutADetour");
        System.exit(2);
    }
    show("read and write", this::through);
    show(
            "transferTo",
            (file, socket) -> {
                long sent = file.transferTo(0, file.size(), socket); // <1>
                return "1 call, 0 bytes in the program, %d sent".formatted(sent);
            });
}

interface Way {
    String send(FileChannel file, WritableByteChannel socket) throws IOException;
}

void show(String name, Way way) throws Exception {
    var path = Files.createTempFile("large", ".bin");
    try (var file = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
            var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var socket = SocketChannel.open(listener.getLocalSocketAddress());
            var other = listener.accept()) {
        file.write(ByteBuffer.allocate(1), (8 << 20) - 1); // <2>
        Thread.ofVirtual().start(() -> readAll(other));
        IO.println("%-16s%s".formatted(name, way.send(file, socket)));
    }
}

void readAll(Socket socket) {
    try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
        // The sender is done.
    }
}

String through(FileChannel file, WritableByteChannel socket) throws IOException {
    var piece = ByteBuffer.allocate(8192);
    long calls = 0;
    long bytes = 0;
    while (file.read(piece) >= 0) {
        piece.flip();
        bytes += piece.remaining();
        while (piece.hasRemaining()) {
            socket.write(piece);
            calls++;
        }
        piece.clear();
        calls++;
    }
    return "%d calls, %d bytes in the program, %d sent".formatted(calls, bytes, bytes);
}
