///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/addresses/AddressKind.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Shows what each ADDRESS, an IPv4 or IPv6 address in digits, is set aside for.
void main(String[] args) {
    Program.run("addresses/AddressKind", "ADDRESS…=127.0.0.1", args, this::classify);
}

void classify(Program program) {
    for (var text : program.texts("ADDRESS…")) {
        var address = program.literal(text);
        program.tries(_ -> program.says(text + "  " + addresses.AddressKind.classify(address)));
    }
}
