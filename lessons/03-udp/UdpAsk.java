///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Sends one datagram, and shows the first one that comes back within a second.
void main(String[] args) throws Exception {
    if (args.length != 3 || !isPort(args[1])) {
        System.err.println("usage: UdpAsk HOST PORT TEXT");
        System.exit(2);
    }
    var request = args[2].getBytes(StandardCharsets.UTF_8);
    try (var socket = new DatagramSocket()) { // <1>
        var server = InetAddress.getByName(args[0]);
        int port = Integer.parseInt(args[1]);
        socket.send(new DatagramPacket(request, request.length, server, port)); // <2>
        IO.println("sent " + request.length + " bytes");

        var reply = new DatagramPacket(new byte[65_507], 65_507);
        socket.setSoTimeout(1_000); // <3>
        socket.receive(reply);
        int length = reply.getLength();
        var text = new String(reply.getData(), 0, length, StandardCharsets.UTF_8);
        IO.println("got " + length + " bytes from port " + reply.getPort());
        IO.println(text.stripTrailing());
    } catch (SocketTimeoutException e) {
        IO.println("nothing came within a second");
    } catch (IOException e) {
        System.err.println(e.getMessage());
        System.exit(1);
    }
}

boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536;
}
