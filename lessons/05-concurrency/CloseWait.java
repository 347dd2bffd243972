///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Counts the sockets that a server keeps whose handler forgets to close them.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: CloseWait");
        System.exit(2);
    }
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        var handled = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            connect(listener).close(); // <1>
            var client = listener.accept();
            client.getInputStream().readAllBytes(); // <2>
            handled.add(client);
        }
        show("20 clients have come and gone", listener);
        handled.subList(0, 10).clear();
        for (int i = 0; i < 50 && closeWaits(listener) > 10; i++) {
            System.gc(); // <3>
            Thread.sleep(100);
        }
        show("10 are forgotten, and found by the garbage collector", listener);
        for (var client : handled) {
            client.close();
        }
        show("10 are closed by the server", listener);
    } catch (NoSuchFileException e) {
        System.err.println("this machine has no " + e.getMessage());
        System.exit(1);
    }
}

Socket connect(ServerSocket listener) throws IOException {
    return new Socket(listener.getInetAddress(), listener.getLocalPort());
}

void show(String what, ServerSocket listener) throws IOException {
    IO.println(what + ": " + closeWaits(listener) + " in CLOSE_WAIT");
}

long closeWaits(ServerSocket listener) throws IOException {
    var port = String.format(":%04X", listener.getLocalPort());
    long count = 0;
    for (var table : List.of("tcp", "tcp6")) {
        try (var lines = Files.lines(Path.of("/proc/self/net", table))) {
            var rows = lines.map(line -> line.strip().split("\\s+"));
            var ours = rows.filter(row -> row[1].endsWith(port));
            count += ours.filter(row -> row[3].equals("08")).count(); // <4>
        }
    }
    return count;
}
