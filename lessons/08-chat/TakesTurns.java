///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.UTF_8;

void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var room = listener.accept()) {
        var alice = new PipedWriter();
        var keyboard = new PipedReader(alice);
        var client = Thread.startVirtualThread(() -> takeTurns(keyboard, socket));
        say(room, "bob: who brings the cake?");
        say(room, "bob: alice?");
        say(room, "bob: the shop closes in a minute");
        while (client.getState() != Thread.State.WAITING
                && client.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // Until it waits for what alice types.
        }
        IO.println("the shop has closed, and alice types hello");
        alice.write("hello\n");
        alice.close();
        client.join();
    }
}

void takeTurns(Reader keyboard, Socket socket) {
    try {
        var typed = new BufferedReader(keyboard);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (String line; (line = typed.readLine()) != null; ) { // <1>
            say(socket, line);
            IO.println("alice sees " + lines.readLine()); // <2>
        }
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
}
