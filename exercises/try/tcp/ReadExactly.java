///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/tcp/ReadExactly.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;

/// Reads N bytes from the standard input, and shows them and how many are left behind them.
void main(String[] args) {
    Program.run("tcp/ReadExactly", "N=4", args, this::read);
}

void read(Program program) throws IOException {
    var bytes = tcp.ReadExactly.readExactly(System.in, program.number("N"));
    program.says("read  " + Bytes.summary(bytes));
    program.says("left  " + Bytes.summary(System.in.readAllBytes()));
}
