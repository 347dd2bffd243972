///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Shows how three methods of the JDK read the same text as an address.
void main(String[] args) {
    System.setProperty("jdk.net.hosts.file", "/dev/null"); // <1>
    print("text", "ofLiteral", "ofPosixLiteral", "getByName");
    for (var text : args.length > 0 ? args : EXAMPLES.split(" ")) {
        print(
                text,
                read(() -> InetAddress.ofLiteral(text)),
                read(() -> Inet4Address.ofPosixLiteral(text)),
                read(() -> InetAddress.getByName(text)));
    }
}

final String EXAMPLES =
        "127.0.0.1 010.0.0.1 08.8.8.8 0x7f.0.0.1 1.2.3 1 2130706433"
                + " 256.1.1.1 1.2.3. ::1 [::1] ::ffff:1.2.3.4";

String read(Callable<InetAddress> reading) {
    try {
        return reading.call().getHostAddress();
    } catch (UnknownHostException e) {
        var asked = e.getMessage().startsWith("Unable to resolve"); // <2>
        return asked ? "asks for a name" : "refuses";
    } catch (Exception e) {
        return "refuses";
    }
}

void print(String text, String literal, String posix, String name) {
    IO.println("%-16s%-17s%-16s%s".formatted(text, literal, posix, name));
}
