///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Shows each byte that a client of Redis sends, and answers OK to everything. Ctrl-C ends it.
void main() throws IOException {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        IO.println("listening on 127.0.0.1:" + listener.getLocalPort());
        while (true) {
            try (var client = listener.accept()) {
                answer(client);
            }
        }
    }
}

void answer(Socket client) throws IOException {
    var bytes = new byte[1024];
    for (int count; (count = client.getInputStream().read(bytes)) > 0; ) { // <1>
        IO.println(visible(bytes, count));
        client.getOutputStream().write("+OK\r\n".getBytes(StandardCharsets.US_ASCII)); // <2>
    }
}

String visible(byte[] bytes, int count) {
    var text = new StringBuilder();
    for (int b : Arrays.copyOf(bytes, count)) {
        text.append(
                switch (b) {
                    case '\r' -> "\\r";
                    case '\n' -> "\\n";
                    default -> b < ' ' ? "\\x%02x".formatted(b & 0xff) : (char) b; // <3>
                });
    }
    return text.toString();
}
