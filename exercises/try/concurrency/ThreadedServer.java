///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/concurrency/ThreadedServer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Capitals;
import kit.Program;
import kit.RealPeers;

/// Listens on PORT and sends its clients, all at the same time, each line back in capitals.
void main(String[] args) {
    Program.run("concurrency/ThreadedServer", "[PORT=0]", args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws Exception {
    var listener = program.listener();
    try (var _ = concurrency.ThreadedServer.start(listener, Capitals::answer, program::tells)) {
        program.goesOn();
    }
}
