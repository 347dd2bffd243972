///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/concurrency/GracefulStop.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Capitals;
import kit.Program;
import kit.RealPeers;

/// Sends its clients each line back in capitals, and at Ctrl-C gives them MILLIS to finish.
void main(String[] args) {
    var usage = "[PORT=0] [MILLIS=5000]";
    Program.run("concurrency/GracefulStop", usage, args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws Exception {
    var grace = program.millis("MILLIS");
    var server = concurrency.GracefulStop.start(program.listener(), Capitals::answer);
    program.atTheEnd(
            grace.plusSeconds(10),
            _ ->
                    program.says(
                            server.stop(grace)
                                    ? "every client has finished"
                                    : "some clients were cut off"));
    program.goesOn();
}
