///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/udp/UdpEcho.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Receives datagrams at PORT, and sends each of them back to its sender.
void main(String[] args) {
    Program.run("udp/UdpEcho", "[PORT=0]", args, RealPeers.UDP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    try (var socket = program.socket()) {
        udp.UdpEcho.run(socket);
    }
}
