///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/timeouts/HappyEyeballs.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Connects to the first that answers of all addresses of HOST, each tried MILLIS after the last.
void main(String[] args) {
    var usage = "PORT=7777 [MILLIS=250] [HOST…=localhost]";
    Program.run("timeouts/HappyEyeballs", usage, args, RealPeers.TCP_SERVERS, this::connect);
}

void connect(Program program) throws IOException {
    var doors = new ArrayList<InetSocketAddress>();
    for (var host : program.texts("HOST…")) {
        for (var address : InetAddress.getAllByName(host)) {
            doors.add(new InetSocketAddress(address, program.door(host).getPort()));
        }
    }
    var stagger = program.millis("MILLIS");
    var total = Duration.ofSeconds(10);
    try (var socket = timeouts.HappyEyeballs.connect(doors, stagger, total, Socket::new)) {
        program.says("connected to " + socket.getInetAddress().getHostAddress());
    }
}
