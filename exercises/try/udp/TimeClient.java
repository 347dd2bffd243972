///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/udp/TimeClient.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Asks the server at HOST and PORT for the time, and waits up to MILLIS for the answer.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 [MILLIS=2000]";
    Program.run("udp/TimeClient", usage, args, RealPeers.TIME_SERVERS, this::ask);
}

void ask(Program program) throws IOException {
    var server = program.datagramServer();
    program.says(udp.TimeClient.query(server, program.millis("MILLIS")).toString());
}
