///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/concurrency/FanOut.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Asks each server HOST:PORT the same LINE at the same time, and shows their replies.
void main(String[] args) {
    var usage = "LINE=hello SERVER…=127.0.0.1:7777";
    Program.run("concurrency/FanOut", usage, args, RealPeers.LINE_SERVERS, this::ask);
}

void ask(Program program) throws Exception {
    var servers = program.servers("SERVER…");
    var replies = concurrency.FanOut.askAll(servers, program.text("LINE"), Duration.ofSeconds(10));
    for (int i = 0; i < replies.size(); i++) {
        program.says(program.texts("SERVER…").get(i) + "  " + replies.get(i));
    }
}
