///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/timeouts/ConnectEx.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Connects to the first address of HOST at PORT within MILLIS, and shows what came of it.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 [MILLIS=1000]";
    Program.run("timeouts/ConnectEx", usage, args, RealPeers.TCP_SERVERS, this::connect);
}

void connect(Program program) throws IOException {
    var door = program.door(program.text("HOST"));
    var outcome =
            timeouts.ConnectEx.connect(
                    door.getHostString(),
                    door.getPort(),
                    program.millis("MILLIS"),
                    System::nanoTime);
    program.says(outcome.toString());
    if (outcome instanceof timeouts.ConnectEx.Outcome.Connected(var socket)) {
        socket.close();
    }
}
