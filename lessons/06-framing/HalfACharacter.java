///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends a word in two pieces, and decodes each read by itself.
void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var server = listener.accept()) {
        client.setTcpNoDelay(true);
        var word = "caf\u00e9s".getBytes(StandardCharsets.UTF_8);
        IO.println("\"caf\\u00e9s\" has 5 characters and " + word.length + " bytes");

        for (int cut = 2; cut < word.length; cut++) {
            client.getOutputStream().write(word, 0, cut);
            var first = read(server.getInputStream()); // <1>
            client.getOutputStream().write(word, cut, word.length - cut);
            var second = read(server.getInputStream());
            IO.println(cut + " bytes, and the rest: " + first + " + " + second);
        }
    }
}

String read(InputStream in) throws IOException {
    var buffer = new byte[100];
    var text = new String(buffer, 0, in.read(buffer), StandardCharsets.UTF_8); // <2>
    return text.replace("\u00e9", "\\u00e9").replace("\ufffd", "\\ufffd");
}
