///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/chat/ChatClient.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Program;
import kit.RealPeers;

/// Sends what is typed to the server at HOST and PORT, and shows what comes from there.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777";
    Program.run("chat/ChatClient", usage, args, RealPeers.LINE_SERVERS, this::chat);
}

void chat(Program program) throws IOException {
    try (var socket = new Socket()) {
        socket.connect(program.server());
        chat.ChatClient.run(new InputStreamReader(System.in, UTF_8), System.out, socket);
    }
}
