///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Shows which lines of /etc/services mention a word, and which ports the kernel keeps.
void main(String[] args) throws Exception {
    if (args.length != 1) {
        System.err.println("usage: PortNames WORD");
        System.exit(2);
    }
    try (var lines = Files.lines(Path.of("/etc/services"));
            var socket = new ServerSocket(0)) {
        lines.filter(line -> line.contains(args[0]))
                .map(line -> line.replaceAll("\\s+", " "))
                .forEach(IO::println);
        IO.println("privileged: below " + kernel("ip_unprivileged_port_start"));
        IO.println("handed out: " + kernel("ip_local_port_range").replace("\t", " to "));
        IO.println("handed out just now: " + socket.getLocalPort()); // <1>
    } catch (NoSuchFileException e) {
        System.err.println("this machine has no " + e.getMessage());
        System.exit(1);
    }
}

String kernel(String setting) throws IOException {
    return Files.readAllLines(Path.of("/proc/sys/net/ipv4", setting)).getFirst();
}
