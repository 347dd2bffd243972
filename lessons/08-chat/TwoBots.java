///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.UTF_8;

final AtomicInteger said = new AtomicInteger();

void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var ann = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var tim = listener.accept()) {
        var one = Thread.startVirtualThread(() -> answerAll("ann", ann));
        var other = Thread.startVirtualThread(() -> answerAll("tim", tim));
        IO.println("somebody says hello to tim");
        say(ann, "hello");
        one.join();
        other.join();
        IO.println("and so on: they have said " + said + " lines to each other");
    }
}

void answerAll(String name, Socket socket) {
    try {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        while (in.readLine() != null && said.get() < 10_000) { // <1>
            var line = "Sorry, I am " + name + ", a bot, and cannot answer that.";
            if (said.incrementAndGet() <= 4) {
                IO.println(name + " says: " + line);
            }
            say(socket, line);
        }
        socket.shutdownOutput();
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
}
