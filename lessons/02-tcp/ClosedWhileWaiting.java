///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Closes a connection and a listener while another thread waits for them.
void main() throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    var listener = new ServerSocket(0, 50, loopback);
    var client = new Socket(loopback, listener.getLocalPort());
    var server = listener.accept();

    var reading = start("read  ", () -> server.getInputStream().read()); // <1>
    server.close(); // <2>
    reading.join(); // <3>

    var accepting = start("accept", () -> listener.accept());
    listener.close();
    accepting.join();
    client.close();
}

Thread start(String name, Callable<?> call) {
    Runnable body =
            () -> {
                try {
                    IO.println(name + " returns " + call.call());
                } catch (Exception e) {
                    IO.println(name + " ends with a " + e.getClass().getSimpleName());
                }
            };
    var thread = new Thread(body);
    thread.start();
    return thread;
}
