///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Closes after a long answer, and tells how much of it the other side reads, which is slow.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: LostBytes");
        System.exit(2);
    }
    IO.println("                          the other side reads");
    show("close", false, -1);
    show("close, one byte unread", true, -1);
    show("the same with linger 60", true, 60);
}

final byte[] ANSWER = new byte[64 * 1024];

void show(String what, boolean unread, int linger) throws Exception {
    try (var listener = new ServerSocket();
            var other = new Socket()) {
        other.setReceiveBufferSize(4096); // <1>
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        other.connect(listener.getLocalSocketAddress());
        try (var socket = listener.accept()) {
            socket.setSendBufferSize(4 * ANSWER.length);
            socket.getOutputStream().write(ANSWER); // <2>
            if (unread) {
                other.getOutputStream().write('?');
                while (socket.getInputStream().available() == 0) {
                    Thread.onSpinWait();
                }
            }
            if (linger >= 0) {
                socket.setSoLinger(true, linger);
            }
        } // <3>
        IO.println("%-25s %s".formatted(what, read(other.getInputStream())));
    }
}

String read(InputStream in) {
    int count = 0;
    try {
        while (in.read() >= 0) {
            count++;
        }
        return (count == ANSWER.length ? "all of it" : "not all") + ", then the end";
    } catch (IOException e) {
        return (count == ANSWER.length ? "all of it" : "not all") + ", then: " + e.getMessage();
    }
}
