///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/Coalesce.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Program;
import kit.RealPeers;

/// Sends the WORDS as the parts of one message, a line, to the server at HOST and PORT, with a
/// buffer of CAPACITY bytes, and shows what comes back.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 CAPACITY=1024 WORDS…=hello";
    Program.run("lifecycle/Coalesce", usage, args, RealPeers.LINE_SERVERS, this::send);
}

void send(Program program) throws IOException {
    try (var socket = new Socket()) {
        socket.connect(program.server());
        var message = new lifecycle.Coalesce(socket, program.number("CAPACITY"), true);
        var between = "";
        for (var word : program.texts("WORDS…")) {
            message.add(between.getBytes(UTF_8));
            message.add(word.getBytes(UTF_8));
            between = " ";
        }
        message.add(new byte[] {'\n'});
        message.end();
        var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        program.says(line.readLine());
    }
}
