///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/// Asks transferTo for a whole file, and tells how much of it was transferred.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: FewerThanAsked");
        System.exit(2);
    }
    long size = 64_000_000;
    var path = Files.createTempFile("holes", ".bin");
    try (var file = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
            var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var to = SocketChannel.open(listener.getLocalSocketAddress());
            var other = listener.accept()) {
        file.write(ByteBuffer.allocate(1), size - 1); // <1>
        to.configureBlocking(false);
        long sent = file.transferTo(0, size, to); // <2>
        row("nobody reads", words(sent, size));
        long count;
        do {
            count = file.transferTo(sent, size - sent, to);
            sent += count;
        } while (count > 0);
        row("and the connection is full", words(count, size - sent));

        Thread.ofPlatform().daemon().start(() -> readAll(other));
        to.configureBlocking(true);
        count = file.transferTo(sent, size - sent, to); // <3>
        row("somebody reads, and I may wait", words(count, size - sent));
        row("at the end of the file", words(file.transferTo(size, 1, to), 1)); // <4>
    }
}

String words(long transferred, long asked) {
    return transferred == asked ? "all" : transferred == 0 ? "nothing" : "fewer than asked for";
}

void readAll(Socket socket) {
    try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
        // The other side is done.
    }
}

void row(String when, String transferred) {
    IO.println("%-32s%s".formatted(when, transferred));
}
