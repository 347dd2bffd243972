///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/framing/ChatPacket.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;

/// Packs NAME and TEXT, shows the packet, and takes it apart again.
void main(String[] args) {
    Program.run("framing/ChatPacket", "NAME=alice TEXT=hello", args, this::pack);
}

void pack(Program program) throws IOException {
    var packet = framing.ChatPacket.encode(program.text("NAME"), program.text("TEXT"));
    program.says("packet  " + Bytes.summary(packet));
    program.says("holds   " + framing.ChatPacket.decode(packet));
}
