///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/TcpTable.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Reads the table of TCP sockets in a FILE, and shows state, unread bytes and both ends of each.
void main(String[] args) {
    Program.run("lifecycle/TcpTable", "[FILE=/proc/net/tcp]", args, this::show);
}

void show(Program program) throws IOException {
    try (var table = program.reader("FILE")) {
        for (var row : lifecycle.TcpTable.parse(table)) {
            program.says(
                    "%-12s %5d  %s  %s"
                            .formatted(row.state(), row.unread(), row.local(), row.remote()));
        }
    }
}
