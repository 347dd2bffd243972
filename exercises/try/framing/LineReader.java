///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/framing/LineReader.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Reads lines of MAX bytes at most from the standard input, and shows each.
void main(String[] args) {
    Program.run("framing/LineReader", "[MAX=80]", args, this::read);
}

void read(Program program) throws IOException {
    var reader = new framing.LineReader(System.in, program.number("MAX"));
    for (Optional<String> line; (line = reader.readLine()).isPresent(); ) {
        program.says("line  " + line.get());
    }
}
