///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/addresses/StrictIpv4.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Reads each TEXT as an IPv4 address, and shows its four bytes and how they are written again.
void main(String[] args) {
    Program.run("addresses/StrictIpv4", "TEXT…=192.0.2.1", args, this::read);
}

void read(Program program) {
    for (var text : program.texts("TEXT…")) {
        program.tries(_ -> {
            var bytes = addresses.StrictIpv4.parse(text);
            var numbers = HexFormat.ofDelimiter(" ").formatHex(bytes);
            program.says(text + "  " + numbers + "  " + addresses.StrictIpv4.format(bytes));
        });
    }
}
