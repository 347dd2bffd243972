///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Stops a server in three ways, on two kinds of threads, and asks who is left.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: WhoIsLeft");
        System.exit(2);
    }
    row("stopped by", "a new client", "the old client", "threads");
    for (var kind : List.of("platform", "virtual")) {
        show(kind, "close the listener", (_, listener) -> listener.close());
        show(kind, "shutdown", (threads, _) -> threads.shutdown());
        show(kind, "shutdownNow", (threads, _) -> threads.shutdownNow());
    }
}

interface Stop {
    void stop(ExecutorService threads, ServerSocket listener) throws IOException;
}

void show(String kind, String what, Stop stop) throws Exception {
    try (var threads = threads(kind)) {
        show(kind + ", " + what, threads, stop);
    }
}

ExecutorService threads(String kind) {
    return kind.equals("virtual")
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newCachedThreadPool();
}

void show(String what, ExecutorService threads, Stop stop) throws Exception {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var old = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        threads.submit(() -> serve(listener, threads)); // <1>
        ask(old);
        stop.stop(threads, listener);
        Thread.sleep(300); // <2>
        var state = threads.isTerminated() ? "have ended" : "go on";
        row(what, askAsNew(listener), ask(old), state);
    }
}

Void serve(ServerSocket listener, ExecutorService threads) throws IOException {
    while (true) {
        var client = listener.accept();
        var in = client.getInputStream();
        threads.submit(() -> in.transferTo(client.getOutputStream())); // <3>
    }
}

String askAsNew(ServerSocket listener) throws IOException {
    try (var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        return ask(socket);
    } catch (ConnectException e) {
        return "is refused";
    }
}

String ask(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    try {
        socket.getOutputStream().write('?');
        return socket.getInputStream().read() == '?' ? "is answered" : "is cut off";
    } catch (SocketTimeoutException e) {
        return "gets no answer";
    } catch (SocketException e) {
        return "is cut off";
    }
}

void row(String what, String... cells) {
    IO.println("%-29s %-15s %-15s %s".formatted(what, cells[0], cells[1], cells[2]));
}
