///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Lets accept, read and write wait for nobody, and shows what gets each out of it.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: Unstuck");
        System.exit(2);
    }
    var platform = Thread.ofPlatform().daemon();
    row("", "accept", "read", "write");
    row("setSoTimeout(300)", tries(platform, true, (thread, socket) -> {})); // <1>
    row("interrupt", tries(platform, false, (thread, socket) -> thread.interrupt()));
    row(
            "interrupt, virtual",
            tries(Thread.ofVirtual(), false, (thread, socket) -> thread.interrupt()));
    row("close", tries(platform, false, (thread, socket) -> socket.close()));
}

interface Rescue {
    void help(Thread thread, Closeable socket) throws IOException;
}

final byte[] much = new byte[64 << 20]; // <2>

String[] tries(Thread.Builder kind, boolean timeout, Rescue rescue) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var reader = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var writer = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var _ = listener.accept();
            var _ = listener.accept()) {
        for (var socket : List.of(reader, writer)) {
            socket.setSoTimeout(timeout ? 300 : 0);
        }
        listener.setSoTimeout(timeout ? 300 : 0);
        var in = reader.getInputStream();
        var out = writer.getOutputStream();
        return new String[] {
            end(kind, listener, listener::accept, rescue),
            end(kind, reader, in::read, rescue),
            end(kind, writer, () -> writeMuch(out), rescue)
        };
    }
}

int writeMuch(OutputStream out) throws IOException {
    out.write(much);
    return much.length;
}

String end(Thread.Builder kind, Closeable socket, Callable<?> wait, Rescue rescue)
        throws Exception {
    var end = new CompletableFuture<String>();
    var begins = new CountDownLatch(1);
    var thread =
            kind.start(() -> {
                begins.countDown();
                try {
                    end.complete("returned " + wait.call());
                } catch (Exception e) {
                    end.complete(e.getMessage());
                }
            });
    begins.await();
    pause(2, end);
    rescue.help(thread, socket);
    pause(10, end); // <3>
    end.complete("goes on waiting");
    return end.join();
}

void pause(int times, Future<?> end) throws InterruptedException {
    for (int i = 0; i < times && !end.isDone(); i++) {
        Thread.sleep(100);
    }
}

void row(String first, String... cells) {
    IO.println("%-19s %-20s %-20s %s".formatted(first, cells[0], cells[1], cells[2]));
}
