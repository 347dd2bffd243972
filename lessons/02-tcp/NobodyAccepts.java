///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Lets clients connect to a server that never calls accept, until one gets no answer.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[0-9]{1,3}")) {
        System.err.println("usage: NobodyAccepts [BACKLOG]");
        System.exit(2);
    }
    int backlog = args.length == 0 ? 5 : Integer.parseInt(args[0]);
    var hello = "hello".getBytes(StandardCharsets.US_ASCII);
    var loopback = InetAddress.getLoopbackAddress();
    var clients = new ArrayList<Socket>();
    try (var listener = new ServerSocket(0, backlog, loopback)) { // <1>
        try {
            while (true) {
                var client = new Socket();
                clients.add(client);
                client.connect(listener.getLocalSocketAddress(), 500); // <2>
                client.getOutputStream().write(hello);
                IO.println("client " + clients.size() + " has connected and sent hello");
            }
        } catch (IOException e) {
            IO.println("client " + clients.size() + ": " + e);
        }
        try (var first = listener.accept()) { // <3>
            var bytes = first.getInputStream().readNBytes(5);
            var text = new String(bytes, StandardCharsets.US_ASCII);
            IO.println("accept returns client 1, and a read returns " + text);
        }
    } finally {
        for (var client : clients) {
            client.close();
        }
    }
}
