///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/udp/UdpRpc.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;
import kit.RealPeers;

/// Sends TEXT with an id up to ATTEMPTS times within MILLIS, and shows the body of the reply.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 TEXT=hello [ATTEMPTS=3] [MILLIS=3000]";
    Program.run("udp/UdpRpc", usage, args, RealPeers.UDP_SERVERS, this::ask);
}

void ask(Program program) throws IOException {
    var body = program.text("TEXT").getBytes(StandardCharsets.UTF_8);
    var server = program.datagramServer();
    var reply = udp.UdpRpc.call(server, body, program.millis("MILLIS"), program.number("ATTEMPTS"));
    program.says(Bytes.summary(reply));
}
