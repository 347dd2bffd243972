///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/chat/ChatServer.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Listens on PORT and is the hub of a chat room: JOIN, MSG, NICK, WHO and QUIT.
void main(String[] args) {
    Program.run(
            "chat/ChatServer", "[PORT=0] [QUEUE=100]", args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws Exception {
    int queue = program.number("QUEUE");
    try (var _ = chat.ChatServer.start(program.listener(), queue)) {
        program.goesOn();
    }
}
