///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Receives datagrams into the same ten bytes, and shows what is in them afterwards.
void main(String[] args) throws Exception {
    var texts = args.length > 0 ? args : new String[] {"hello, world", "bye", ""};
    var bytes = new byte[10];
    var packet = new DatagramPacket(bytes, bytes.length); // <1>
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            var sender = new DatagramSocket()) {
        for (var text : texts) {
            var payload = text.getBytes(StandardCharsets.UTF_8);
            var to = receiver.getLocalSocketAddress();
            sender.send(new DatagramPacket(payload, payload.length, to));
            receiver.receive(packet); // <2>
            IO.println("sent      " + quoted(payload, payload.length));
            IO.println("received  " + quoted(bytes, packet.getLength()));
            IO.println("array     " + quoted(packet.getData(), bytes.length)); // <3>
        }
    } catch (IOException e) {
        System.err.println(e.getMessage());
        System.exit(1);
    }
}

String quoted(byte[] bytes, int length) {
    var text = new String(bytes, 0, length, StandardCharsets.UTF_8).replace("\0", "\\0");
    return "%2d  \"%s\"".formatted(length, text);
}
