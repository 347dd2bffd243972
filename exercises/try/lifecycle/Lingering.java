///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/Lingering.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;
import kit.RealPeers;

/// Sends COUNT bytes to whoever connects, and closes within MILLIS, having read nothing; aborts, if MILLIS is 0.
void main(String[] args) {
    var usage = "[PORT=0] [COUNT=100000] [MILLIS=5000]";
    Program.run("lifecycle/Lingering", usage, args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    var bytes = Bytes.pattern(program.number("COUNT"));
    var limit = program.millis("MILLIS");
    var lingering = new lifecycle.Lingering(System::nanoTime);
    try (var listener = program.listener()) {
        while (true) {
            var client = listener.accept();
            program.tries(_ -> {
                client.getOutputStream().write(bytes);
                if (limit.isZero()) {
                    lifecycle.Lingering.abort(client);
                    program.says("aborted");
                } else {
                    lingering.close(client, limit);
                    program.says("closed");
                }
            });
        }
    }
}
