///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/concurrency/KvServer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Listens on PORT and carries out the commands of its clients, GET, SET, INCR and DEL.
void main(String[] args) {
    Program.run("concurrency/KvServer", "[PORT=0]", args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    try (var listener = program.listener()) {
        new concurrency.KvServer(new ConcurrentHashMap<>()).serve(listener);
    }
}
