///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/tcp/Dialer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Connects to the first address of HOST that answers at PORT within MILLIS, and shows which it is.
void main(String[] args) {
    var usage = "HOST=localhost PORT=7777 [MILLIS=1000]";
    Program.run("tcp/Dialer", usage, args, RealPeers.TCP_SERVERS, this::connect);
}

void connect(Program program) throws IOException {
    var door = program.door(program.text("HOST"));
    var source = new InetSocketAddress(0);
    try (var socket =
            tcp.Dialer.connectAny(
                    door.getHostString(), door.getPort(), program.millis("MILLIS"), source)) {
        program.says("connected to " + socket.getInetAddress().getHostAddress());
    }
}
