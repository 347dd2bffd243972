///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Receives two files in the same way, of which one is cut off, and asks what the receiver noticed.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: HalfAFile");
        System.exit(2);
    }
    var holiday = new byte[3_000_000];
    show("whole.jpg", holiday, holiday.length);
    show("half.jpg", holiday, holiday.length / 2);
}

void show(String name, byte[] file, int sent) throws Exception {
    var folder = Files.createTempDirectory("received");
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var sender =
                Thread.ofVirtual().start(() -> send(Arrays.copyOf(file, sent), listener)); // <1>
        var received = folder.resolve(name);
        try (var socket = listener.accept()) {
            Files.copy(socket.getInputStream(), received); // <2>
            IO.println("%-10s no error, %d bytes".formatted(name, Files.size(received)));
        } finally {
            Files.delete(received);
            Files.delete(folder);
        }
        sender.join();
    }
}

void send(byte[] bytes, ServerSocket listener) {
    try (var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        socket.getOutputStream().write(bytes);
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
