///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/HalfClose.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Program;
import kit.RealPeers;

/// Sends TEXT to the server at HOST and PORT, says that this is all, and shows what comes back.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 TEXT=hello";
    Program.run("lifecycle/HalfClose", usage, args, RealPeers.LINE_SERVERS, this::exchange);
}

void exchange(Program program) throws IOException {
    try (var socket = new Socket()) {
        socket.connect(program.server());
        var answer = lifecycle.HalfClose.exchange(socket, program.text("TEXT").getBytes(UTF_8));
        program.says(new String(answer, UTF_8));
    }
}
