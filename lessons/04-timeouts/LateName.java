///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Connects "within 100 ms" to a name whose look-up takes 1.5 s.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: LateName");
        System.exit(2);
    }
    var folder = System.getProperty("java.io.tmpdir");
    var hosts = Path.of(folder, "hosts" + System.nanoTime());
    new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor(); // <1>
    System.setProperty("jdk.net.hosts.file", hosts.toString());
    Thread.ofPlatform().daemon().start(() -> answerSlowly(hosts));

    try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
            var socket = new Socket()) {
        var start = System.nanoTime();
        var address = new InetSocketAddress("late.test", listener.getLocalPort()); // <2>
        show("looked up", start);
        start = System.nanoTime();
        socket.connect(address, 100); // <3>
        show("connected", start);
    } finally {
        Files.delete(hosts);
    }
}

void answerSlowly(Path hosts) {
    try {
        Thread.sleep(1500);
        Files.writeString(hosts, "127.0.0.1 late.test\n");
    } catch (IOException | InterruptedException e) {
        IO.println("no answer: " + e.getMessage());
    }
}

void show(String what, long start) {
    IO.println(what + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
}
