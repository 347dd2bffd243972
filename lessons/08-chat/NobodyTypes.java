///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var terminal = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var nobody = listener.accept()) {
        var keyboard = new InputStreamReader(terminal.getInputStream()); // <1>
        var reader = Thread.ofPlatform().daemon().start(() -> read(keyboard)); // <2>
        reader.join(Duration.ofMillis(500));
        reader.interrupt(); // <3>
        reader.join(Duration.ofMillis(500));
        IO.println("interrupted: " + (reader.isAlive() ? "it still reads" : "it has ended"));
        nobody.getOutputStream().write('x');
        reader.join();
        IO.println("a key was pressed: it has ended");
    }
}

void read(Reader keyboard) {
    try {
        keyboard.read();
    } catch (IOException e) {
        IO.println("it has failed");
    }
}
