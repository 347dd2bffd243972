///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/timeouts/TimedWriter.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;
import kit.RealPeers;

/// Writes COUNT bytes to the server at HOST and PORT within MILLIS, or gives up.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 [COUNT=100000000] [MILLIS=2000]";
    Program.run("timeouts/TimedWriter", usage, args, RealPeers.DEAF_SERVERS, this::write);
}

void write(Program program) throws IOException {
    var bytes = Bytes.pattern(program.number("COUNT"));
    var server = program.server();
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
        timeouts.TimedWriter.write(socket, bytes, program.millis("MILLIS"));
        program.says("the kernel has taken " + bytes.length + " bytes");
    }
}
