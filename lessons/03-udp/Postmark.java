///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Answers every datagram with its length and its sender. Ctrl-C ends it.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !isPort(args[0])) {
        System.err.println("usage: Postmark [PORT]");
        System.exit(2);
    }
    int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    try (var channel = DatagramChannel.open(StandardProtocolFamily.INET)) { // <1>
        channel.bind(new InetSocketAddress("127.0.0.1", port));
        IO.println("listening on " + text(channel.getLocalAddress()));
        var buffer = ByteBuffer.allocate(2_000); // <2>
        while (true) {
            var sender = channel.receive(buffer.clear()); // <3>
            var mark = buffer.position() + " bytes from " + text(sender);
            channel.send(StandardCharsets.UTF_8.encode(mark + "\n"), sender); // <4>
        }
    } catch (IOException e) {
        System.err.println("the service ends: " + e.getMessage());
        System.exit(1);
    }
}

String text(SocketAddress address) {
    return address.toString().substring(1);
}

boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536;
}
