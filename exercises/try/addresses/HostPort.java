///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/addresses/HostPort.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Reads each TEXT as a host with a port, which is 80 where none is named.
void main(String[] args) {
    Program.run("addresses/HostPort", "TEXT…=[::1]:8080", args, this::read);
}

void read(Program program) {
    for (var text : program.texts("TEXT…")) {
        program.tries(_ -> program.says(text + "  " + addresses.HostPort.parse(text, 80)));
    }
}
