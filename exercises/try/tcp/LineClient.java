///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/tcp/LineClient.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Sends LINE to the server at HOST and PORT, and shows the line that comes back.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 LINE=hello";
    Program.run("tcp/LineClient", usage, args, RealPeers.LINE_SERVERS, this::ask);
}

void ask(Program program) throws IOException {
    program.says(tcp.LineClient.ask(program.server(), program.text("LINE")));
}
