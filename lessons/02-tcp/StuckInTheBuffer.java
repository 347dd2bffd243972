///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends PING in several ways, and shows what has arrived at the other end after each.
void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var server = listener.accept()) {
        server.setSoTimeout(300); // <1>
        var in = server.getInputStream();
        var utf8 = StandardCharsets.UTF_8;
        var out = new PrintWriter(client.getOutputStream(), true, utf8); // <2>

        out.print("PING\n");
        IO.println("print       " + arrivedAt(in));
        out.println("PING");
        IO.println("println     " + arrivedAt(in));
        out.print("PING\n");
        out.flush();
        IO.println("flush       " + arrivedAt(in));
        out.printf("PING\r\n");
        IO.println("printf      " + arrivedAt(in));
    }
}

String arrivedAt(InputStream in) throws IOException {
    var buffer = new byte[100];
    try {
        var text = new String(buffer, 0, in.read(buffer), StandardCharsets.UTF_8);
        return text.replace("\r", "\\r").replace("\n", "\\n");
    } catch (SocketTimeoutException e) {
        return "nothing, and available() is " + in.available();
    }
}
