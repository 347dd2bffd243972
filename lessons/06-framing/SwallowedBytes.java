///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Reads a line in two ways, and asks what is left of the bytes that came with it.
void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            var server = listener.accept()) {
        var in = server.getInputStream();
        var message = "SEND 4\n\1\2\3\4".getBytes(StandardCharsets.US_ASCII); // <1>

        client.getOutputStream().write(message);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        IO.println("BufferedReader  " + reader.readLine() + ", and then " + in.available());

        client.getOutputStream().write(message);
        var line = new StringBuilder();
        for (int b; (b = in.read()) != '\n'; ) { // <2>
            line.append((char) b);
        }
        IO.println("byte by byte    " + line + ", and then " + in.available());
    }
}
