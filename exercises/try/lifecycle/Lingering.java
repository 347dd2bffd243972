///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/Lingering.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;
import kit.RealPeers;

/// Sends COUNT bytes to whoever connects, having read nothing, and closes within END milliseconds;
/// aborts, if END is `abort`.
void main(String[] args) {
    var usage = "[PORT=0] [COUNT=100000] [END=5000]";
    Program.run("lifecycle/Lingering", usage, args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    var bytes = Bytes.pattern(program.number("COUNT"));
    boolean aborts = program.text("END").equals("abort");
    var limit = aborts ? Duration.ZERO : program.millis("END");
    var lingering = new lifecycle.Lingering(System::nanoTime);
    try (var listener = program.listener()) {
        while (true) {
            var client = listener.accept();
            program.tries(_ -> {
                client.getOutputStream().write(bytes);
                if (aborts) {
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
