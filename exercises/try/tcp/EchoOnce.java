///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/tcp/EchoOnce.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Listens on PORT and serves its clients, one after the other: each gets back what it sends.
void main(String[] args) {
    Program.run("tcp/EchoOnce", "[PORT=0]", args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    try (var listener = program.listener()) {
        while (true) {
            program.says(tcp.EchoOnce.serve(listener) + " bytes sent back");
        }
    }
}
