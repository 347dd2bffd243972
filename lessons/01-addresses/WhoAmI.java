///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Shows three answers to the question which address this machine has.
void main(String[] args) throws Exception {
    var peers = args.length > 0 ? args : new String[] {"127.0.0.1", "198.51.100.1"};
    try {
        IO.println("local host  " + InetAddress.getLocalHost()); // <1>
    } catch (UnknownHostException e) {
        IO.println("local host  has a name without an address");
    }
    NetworkInterface.networkInterfaces() // <2>
            .flatMap(NetworkInterface::inetAddresses)
            .forEach(address -> IO.println("interface   " + address.getHostAddress()));
    try {
        for (var peer : peers) {
            var me = addressTowards(InetAddress.ofLiteral(peer));
            IO.println("towards " + peer + " I am " + me);
        }
    } catch (IllegalArgumentException e) {
        System.err.println("usage: WhoAmI [ADDRESS...]");
        System.exit(2);
    }
}

String addressTowards(InetAddress peer) {
    try (var socket = new DatagramSocket()) {
        socket.connect(new InetSocketAddress(peer, 9)); // <3>
        return socket.getLocalAddress().getHostAddress();
    } catch (SocketException e) {
        return "nobody: " + e.getMessage();
    }
}
