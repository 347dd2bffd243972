///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/addresses/Services.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Looks up the port of a NAME, or the name of a port, for a PROTOCOL in a FILE of services.
void main(String[] args) {
    var usage = "NAME=http [PROTOCOL=tcp] [FILE=/etc/services]";
    Program.run("addresses/Services", usage, args, this::lookUp);
}

void lookUp(Program program) throws IOException {
    var name = program.text("NAME");
    var protocol = program.text("PROTOCOL");
    var services = program.reader("FILE");
    var found =
            name.matches("[0-9]{1,5}")
                    ? addresses.Services.name(services, Integer.parseInt(name), protocol)
                    : addresses.Services.port(services, name, protocol);
    program.says(name + "/" + protocol + "  " + found);
}
