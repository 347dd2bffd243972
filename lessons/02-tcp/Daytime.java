///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Tells every client the time and closes the connection (RFC 867). Ctrl-C ends it.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !isPort(args[0])) {
        System.err.println("usage: Daytime [PORT]");
        System.exit(2);
    }
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    var loopback = InetAddress.getLoopbackAddress();
    try (var listener = new ServerSocket(port, 50, loopback)) { // <1>
        IO.println("listening on 127.0.0.1:" + listener.getLocalPort());
        while (true) {
            try (var client = listener.accept()) { // <2>
                IO.println("told " + client.getRemoteSocketAddress());
                client.getOutputStream().write(time()); // <3>
            } // <4>
        }
    } catch (IOException e) {
        System.err.println("the service ends: " + e.getMessage());
        System.exit(1);
    }
}

byte[] time() {
    var pattern = "EEEE, MMMM d, yyyy HH:mm:ss-zzz\r\n";
    var time = DateTimeFormatter.ofPattern(pattern, Locale.US).format(ZonedDateTime.now());
    return time.getBytes(StandardCharsets.US_ASCII);
}

boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536;
}
