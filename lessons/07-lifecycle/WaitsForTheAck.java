///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends a request of 10 bytes in three ways, and looks how much of it arrives before an ACK.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: WaitsForTheAck");
        System.exit(2);
    }
    row("", "without ACK", "after it");
    show("write 4, write 6", false, 4, 6);
    show("write 10", false, 10);
    show("TCP_NODELAY, write 4, write 6", true, 4, 6);
}

void show(String how, boolean noDelay, int... lengths) throws Exception {
    boolean shown = false;
    while (!shown) {
        shown = isShown(how, noDelay, lengths); // <1>
    }
}

boolean isShown(String how, boolean noDelay, int... lengths) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var server = listener.accept()) {
        client.setTcpNoDelay(noDelay);
        for (int i = 0; i < 4; i++) { // <2>
            client.getOutputStream().write('?');
            server.getInputStream().read();
            server.getOutputStream().write('!');
            client.getInputStream().read();
        }
        long start = System.nanoTime();
        for (int length : lengths) {
            client.getOutputStream().write(new byte[length]);
        }
        await(server, 10, start + 15_000_000);
        int arrived = server.getInputStream().available();
        if (System.nanoTime() - start > 25_000_000) {
            return false;
        }
        server.getOutputStream().write('!'); // <3>
        await(server, 10, Long.MAX_VALUE);
        int later = server.getInputStream().available();
        row(how, arrived + " of 10 bytes", later + " of 10 bytes");
        return true;
    }
}

void await(Socket socket, int count, long until) throws Exception {
    while (socket.getInputStream().available() < count && System.nanoTime() < until) {
        Thread.sleep(1);
    }
}

void row(String how, String arrived, String later) {
    IO.println("%-31s %-14s %s".formatted(how, arrived, later).stripTrailing());
}
