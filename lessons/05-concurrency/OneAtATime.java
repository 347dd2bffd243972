///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Shows how long clients wait for a server that talks to one client at a time.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[0-9]{1,5}")) {
        System.err.println("usage: OneAtATime [MILLISECONDS]");
        System.exit(2);
    }
    int silence = args.length == 1 ? Integer.parseInt(args[0]) : 1000;
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var alice = new Socket()) {
        var server = listener.getLocalSocketAddress();
        Thread.startVirtualThread(() -> serve(listener));
        alice.connect(server);
        IO.println("alice: connected, says nothing for " + silence + " ms");
        var bob = CompletableFuture.supplyAsync(() -> visit("bob", server));
        Thread.sleep(silence);
        alice.shutdownOutput();
        IO.println("alice: leaves");
        IO.println(bob.join());
        IO.println(visit("carol", server));
    }
}

void serve(ServerSocket listener) {
    try {
        while (true) {
            try (var client = listener.accept()) { // <1>
                client.getInputStream().transferTo(client.getOutputStream()); // <2>
            }
        }
    } catch (IOException e) {
        // The listener is closed: the show is over.
    }
}

String visit(String name, SocketAddress server) {
    var start = System.nanoTime();
    try (var socket = new Socket()) {
        socket.connect(server); // <3>
        var connected = System.nanoTime();
        socket.getOutputStream().write('!');
        socket.getInputStream().read();
        var answered = System.nanoTime();
        var first = (connected - start) / 1_000_000;
        var second = (answered - start) / 1_000_000;
        return name + ": connected in " + first + " ms, answered in " + second + " ms";
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
