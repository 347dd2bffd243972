///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/tcp/UpperServer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Listens on PORT and sends its clients, one after the other, each line back in capitals.
void main(String[] args) {
    Program.run("tcp/UpperServer", "[PORT=0]", args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws Exception {
    try (var server = tcp.UpperServer.start(program.port())) {
        program.serves(server.port());
        program.goesOn();
    }
}
