///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.UTF_8;

/// Shows what a read timeout does when bytes come slowly, and when they stop half way.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: Trickle");
        System.exit(2);
    }
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var peer = listener.accept()) {
        Thread.startVirtualThread(() -> trickle(peer));
        socket.setSoTimeout(500); // <1>
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (int i = 0; i < 3; i++) {
            readLine(in);
        }
    }
}

void readLine(BufferedReader in) {
    var start = System.nanoTime();
    try {
        IO.print("read \"" + in.readLine() + "\"");
    } catch (IOException e) {
        IO.print(e.getMessage());
    }
    IO.println(" after " + (System.nanoTime() - start) / 1_000_000 + " ms");
}

void trickle(Socket peer) {
    try {
        for (var b : "slow but steady\nhel".getBytes(UTF_8)) {
            peer.getOutputStream().write(b);
            Thread.sleep(100); // <2>
        }
        Thread.sleep(700); // <3>
        peer.getOutputStream().write("lo\n".getBytes(UTF_8));
    } catch (IOException | InterruptedException e) {
        IO.println("the peer fails: " + e.getMessage());
    }
}
