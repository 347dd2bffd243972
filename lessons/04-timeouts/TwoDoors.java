///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Opens one port on ::1, where nobody answers, and on 127.0.0.1, where somebody does.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !isPort(args[0])) {
        System.err.println("usage: TwoDoors [PORT]");
        System.exit(2);
    }
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    var six = InetAddress.ofLiteral("::1");
    var four = InetAddress.ofLiteral("127.0.0.1");
    try (var silent = new ServerSocket(port, 1, six);
            var open = new ServerSocket(silent.getLocalPort(), 50, four)) {
        IO.println("listening on localhost:" + open.getLocalPort());
        var full = new ArrayList<Socket>();
        for (int i = 0; i < 2; i++) { // <1>
            full.add(new Socket(six, silent.getLocalPort()));
        }
        Thread.ofPlatform().daemon().start(() -> greet(open));
        var start = System.nanoTime();
        for (var literal : List.of("::1", "127.0.0.1")) { // <2>
            var address = InetAddress.ofLiteral(literal);
            try (var socket = new Socket()) {
                var end = new InetSocketAddress(address, open.getLocalPort());
                socket.connect(end, 1000);
                show("connected to " + literal, start);
            } catch (SocketTimeoutException e) {
                show("no answer from " + literal, start);
            }
        }
        IO.println("waiting for you, until Ctrl-C");
        Thread.currentThread().join();
    } catch (BindException e) {
        System.err.println("cannot listen on ::1 and 127.0.0.1: " + e.getMessage());
        System.exit(1);
    }
}

void greet(ServerSocket listener) {
    var hello = "HTTP/1.0 200 OK\r\n\r\nhello\n".getBytes(StandardCharsets.US_ASCII);
    while (true) {
        try (var client = listener.accept()) {
            client.getOutputStream().write(hello);
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // This client has gone; the next one may come.
        }
    }
}

void show(String what, long start) {
    IO.println(what + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
}

boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536;
}
