///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends to a port where nobody listens, and shows what three kinds of socket are told.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: NobodyHome");
        System.exit(2);
    }
    var nobody = freePort();
    try (var socket = new DatagramSocket()) {
        ask("not connected", socket, nobody);
    }
    try (var socket = new DatagramSocket()) {
        socket.connect(nobody); // <1>
        ask("connected", socket, nobody);
    }
    try (var socket = new DatagramSocket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", 9));
        ask("connected to another", socket, nobody);
    }
}

SocketAddress freePort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        return socket.getLocalSocketAddress(); // <2>
    }
}

void ask(String who, DatagramSocket socket, SocketAddress server) throws IOException {
    try {
        socket.setSoTimeout(300);
        socket.send(new DatagramPacket(new byte[] {'?'}, 1, server)); // <3>
        socket.receive(new DatagramPacket(new byte[100], 100));
    } catch (SocketTimeoutException e) {
        IO.println(who + ": silence");
    } catch (PortUnreachableException | IllegalArgumentException e) { // <4>
        IO.println(who + ": " + e);
    }
}
