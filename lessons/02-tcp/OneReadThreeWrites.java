///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Compares what is written at one end of a connection with what a read returns.
void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var server = listener.accept()) {
        client.setTcpNoDelay(true); // <1>
        var out = client.getOutputStream();
        var in = server.getInputStream();
        var buffer = new byte[300_000];

        for (var word : List.of("one", "two", "three")) {
            out.write(word.getBytes(StandardCharsets.US_ASCII));
        }
        int n = in.read(buffer); // <2>
        var text = new String(buffer, 0, n, StandardCharsets.US_ASCII);
        IO.println("3 writes, and one read returns " + n + " bytes: " + text);

        out.write(new byte[300_000]);
        n = in.read(buffer); // <3>
        IO.println("1 write of 300000 bytes, and one read returns " + n);
    }
}
