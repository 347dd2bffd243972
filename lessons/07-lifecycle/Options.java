///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Lists the options of a connection, and what becomes of some values that are set.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: Options");
        System.exit(2);
    }
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        var options =
                socket.supportedOptions().stream() // <1>
                        .sorted(Comparator.comparing(SocketOption::name))
                        .toList();
        for (var option : options) {
            row(option.name(), option.type().getSimpleName(), "" + socket.getOption(option));
        }
        set(socket, StandardSocketOptions.SO_RCVBUF, 1); // <2>
        set(socket, StandardSocketOptions.SO_RCVBUF, 1 << 30);
        set(socket, StandardSocketOptions.SO_LINGER, 100_000);
        set(socket, StandardSocketOptions.IP_TOS, 255); // <3>
        set(socket, StandardSocketOptions.IP_TOS, 256);
        set(socket, StandardSocketOptions.SO_SNDBUF, -1);
    }
}

void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
    try {
        socket.setOption(option, value);
        row(option.name(), "= " + value, "is now " + socket.getOption(option));
    } catch (IllegalArgumentException | SocketException e) {
        row(option.name(), "= " + value, e.getMessage());
    }
}

void row(String... cells) {
    IO.println("%-20s %-12s %s".formatted((Object[]) cells));
}
