///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.UTF_8;

/// Sends each line back with the name of the thread that read it: one for every client.
void main(String[] args) throws IOException {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[0-9]{1,5}")) {
        System.err.println("usage: ThreadPerClient [PORT]");
        System.exit(2);
    }
    int port = args.length == 1 ? Integer.parseInt(args[0]) : 0;
    var threads = Thread.ofPlatform().name("client-", 1);
    try (var listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
        var address = "127.0.0.1:" + listener.getLocalPort();
        IO.println("listening on " + address + ", Ctrl-C stops");
        while (true) {
            var client = listener.accept(); // <1>
            threads.start(() -> talk(client)); // <2>
        }
    }
}

void talk(Socket client) {
    var name = Thread.currentThread().getName();
    try (client; // <3>
            var text = new InputStreamReader(client.getInputStream(), UTF_8);
            var lines = new BufferedReader(text)) {
        var out = client.getOutputStream();
        for (String line; (line = lines.readLine()) != null; ) {
            out.write((name + ": " + line + "\n").getBytes(UTF_8));
        }
    } catch (IOException e) {
        System.err.println(name + " has lost its client: " + e.getMessage());
    }
}
