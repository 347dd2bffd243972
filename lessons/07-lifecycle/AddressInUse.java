///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Ends a server while a client is connected, and starts it again on the same port.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: AddressInUse");
        System.exit(2);
    }
    int port = serveOne(false, true);
    restart("the server closed first, without SO_REUSEADDR", port, false);
    port = serveOne(true, true);
    restart("the server closed first, with it", port, true);
    port = serveOne(false, false);
    restart("the client closed first, without it", port, false);
}

/// Serves one client, on a port that it returns.
int serveOne(boolean reuse, boolean serverFirst) throws IOException {
    try (var listener = new ServerSocket()) {
        listener.setReuseAddress(reuse); // <1>
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var server = listener.accept();
        var first = serverFirst ? server : client;
        var second = serverFirst ? client : server;
        first.close();
        second.getInputStream().read(); // <2>
        second.close();
        return listener.getLocalPort();
    }
}

void restart(String when, int port, boolean reuse) throws IOException {
    try (var listener = new ServerSocket()) {
        listener.setReuseAddress(reuse);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        IO.println(when + ": listening again");
    } catch (BindException e) {
        IO.println(when + ": " + e.getMessage());
    }
}
