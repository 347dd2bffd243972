///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/timeouts/DeadlineReader.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;
import kit.RealPeers;

/// Listens on PORT and shows the lines of its clients, each of which has MILLIS to come.
void main(String[] args) {
    var usage = "[PORT=0] [MILLIS=5000]";
    Program.run("timeouts/DeadlineReader", usage, args, RealPeers.TCP_CLIENTS, this::serve);
}

void serve(Program program) throws IOException {
    try (var listener = program.listener()) {
        while (true) {
            try (var client = listener.accept()) {
                readLines(program, new timeouts.DeadlineReader(client, new SystemClocks()));
            } catch (IOException e) {
                program.tells(e); // The next client is served.
            }
        }
    }
}

/// Until the client ends, or sends a line of more than 80 bytes.
void readLines(Program program, timeouts.DeadlineReader reader) throws IOException {
    while (true) {
        try {
            program.says("line  " + reader.readLine(program.millis("MILLIS"), 80));
        } catch (SocketTimeoutException e) {
            program.says("late  " + e.getMessage());
        }
    }
}

record SystemClocks() implements timeouts.DeadlineReader.Clocks {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }
}
