///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends a thousand datagrams to a socket that nobody reads, and counts what is there.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[0-9]{1,8}")) {
        System.err.println("usage: Flood [BYTES_OF_BUFFER]");
        System.exit(2);
    }
    int room = args.length == 1 ? Integer.parseInt(args[0]) : 4_096;
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            var sender = new DatagramSocket()) {
        receiver.setReceiveBufferSize(Math.max(1, room)); // <1>
        var to = receiver.getLocalSocketAddress();
        var packet = new DatagramPacket(new byte[512], 512, to);
        for (int i = 0; i < 1_000; i++) {
            sender.send(packet); // <2>
        }
        IO.println("sent     1000 datagrams, without an exception");
        int arrived = 0;
        try {
            receiver.setSoTimeout(200);
            while (true) {
                receiver.receive(packet);
                arrived++;
            }
        } catch (SocketTimeoutException e) { // <3>
            IO.println("arrived  " + arrived + ", into a buffer of " + room + " bytes");
            IO.println("lost     " + (1_000 - arrived));
        }
    }
}
