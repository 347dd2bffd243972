///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/udp/UdpStats.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Counts the numbered datagrams at PORT, and shows the count when none has come for MILLIS.
void main(String[] args) {
    var usage = "[PORT=0] [MILLIS=2000]";
    Program.run("udp/UdpStats", usage, args, RealPeers.NUMBERED, this::count);
}

void count(Program program) throws IOException {
    try (var socket = program.socket()) {
        while (true) {
            var stats = udp.UdpStats.receive(socket, program.millis("MILLIS"));
            if (stats.received() > 0) {
                program.says(stats.toString());
            }
        }
    }
}
