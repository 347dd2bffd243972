///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Leads a connection from its beginning to its end, and asks the kernel for the states of both ends.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: States");
        System.exit(2);
    }
    if (!Files.isReadable(Path.of("/proc/net/tcp"))) {
        IO.println("nothing to see: only Linux has /proc/net/tcp, which shows the states");
        return;
    }
    row("", "client", "server");
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var client = new Socket(listener.getInetAddress(), listener.getLocalPort()); // <1>
    int here = client.getLocalPort();
    int there = listener.getLocalPort();
    show("client: connect", here, there);
    var server = listener.accept();
    listener.close();
    show("server: accept", here, there);
    client.shutdownOutput(); // <2>
    show("client: shutdownOutput", here, there);
    server.getInputStream().readAllBytes();
    server.getOutputStream().write("still here".getBytes(StandardCharsets.US_ASCII));
    show("server: read, write", here, there);
    server.close(); // <3>
    show("server: close", here, there);
    client.getInputStream().readAllBytes();
    client.close();
    show("client: read, close", here, there); // <4>
}

/// The states that an end leaves by itself, as soon as the answer of the other end is there.
final Set<String> IN_PASSING = Set.of("02", "03", "04", "09", "0B");

final Map<String, String> NAMES =
        Map.of("01", "ESTABLISHED", "05", "FIN-WAIT-2", "06", "TIME-WAIT", "08", "CLOSE-WAIT");

void show(String what, int here, int there) throws Exception {
    var client = state(here, there);
    var server = state(there, here);
    while (IN_PASSING.contains(client) || IN_PASSING.contains(server)) {
        Thread.sleep(1);
        client = state(here, there);
        server = state(there, here);
    }
    row(what, NAMES.getOrDefault(client, client), NAMES.getOrDefault(server, server));
}

String state(int local, int remote) throws IOException {
    for (var table : List.of("tcp", "tcp6")) {
        for (var line : Files.readAllLines(Path.of("/proc/net", table))) {
            var words = line.strip().split(" +");
            if (words[1].endsWith(":%04X".formatted(local))
                    && words[2].endsWith(":%04X".formatted(remote))) {
                return words[3];
            }
        }
    }
    return "-";
}

void row(String what, String client, String server) {
    IO.println("%-24s %-12s %s".formatted(what, client, server).stripTrailing());
}
