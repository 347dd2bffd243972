///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/files/FileReceiver.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// WRITE: what it does for whom, in a sentence with the names of its arguments.
void main(String[] args) {
    Program.run("files/FileReceiver", "QUESTION=why?", args, this::answer);
}

void answer(Program program) {
    program.says(files.FileReceiver.answer(program.text("QUESTION")));
}
