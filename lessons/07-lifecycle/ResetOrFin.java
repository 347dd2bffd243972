///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Ends a connection in five ways, and tells what the other side reads, and then writes.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: ResetOrFin");
        System.exit(2);
    }
    row("", "reads", "then writes twice");
    show("shutdownInput", (socket, _) -> socket.shutdownInput()); // <1>
    show("shutdownOutput", (socket, _) -> socket.shutdownOutput());
    show("close", (socket, _) -> socket.close());
    show(
            "close, bytes unread",
            (socket, other) -> {
                other.getOutputStream().write('?');
                await(socket);
                socket.close();
            });
    show(
            "linger 0, close",
            (socket, _) -> {
                socket.setSoLinger(true, 0); // <2>
                socket.close();
            });
}

interface End {
    void end(Socket socket, Socket other) throws IOException;
}

void show(String what, End end) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var other = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var socket = listener.accept()) {
        other.setSoTimeout(300);
        end.end(socket, other);
        row(
                what,
                outcome(() -> "" + other.getInputStream().read()),
                outcome(() -> {
                    other.getOutputStream().write('!');
                    Thread.sleep(100); // <3>
                    other.getOutputStream().write('!');
                    return "succeeds";
                }));
    }
}

void await(Socket socket) throws IOException {
    while (socket.getInputStream().available() == 0) {
        Thread.onSpinWait();
    }
}

String outcome(Callable<String> call) throws Exception {
    try {
        return call.call();
    } catch (IOException e) {
        return e.getMessage();
    }
}

void row(String what, String reads, String writes) {
    IO.println("%-24s %-18s %s".formatted(what, reads, writes).stripTrailing());
}
