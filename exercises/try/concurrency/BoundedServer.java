///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/concurrency/BoundedServer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Capitals;
import kit.Program;
import kit.RealPeers;

/// Listens on PORT and sends MAX clients at a time each line back in capitals, and the others BUSY.
void main(String[] args) {
    var usage = "[PORT=0] [MAX=2]";
    Program.run("concurrency/BoundedServer", usage, args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    int max = program.number("MAX");
    try (var listener = program.listener()) {
        new concurrency.BoundedServer(max, Capitals::answer).serve(listener);
    }
}
