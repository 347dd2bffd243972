///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/framing/LengthFrames.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Bytes;
import kit.Program;

/// Writes TEXT as a frame, shows its bytes, and reads it again.
void main(String[] args) {
    Program.run("framing/LengthFrames", "TEXT=hello", args, this::writeAndRead);
}

void writeAndRead(Program program) throws IOException {
    var frame = new ByteArrayOutputStream();
    framing.LengthFrames.write(frame, program.text("TEXT").getBytes(UTF_8));
    program.says("written  " + Bytes.summary(frame.toByteArray()));
    var message = framing.LengthFrames.read(new ByteArrayInputStream(frame.toByteArray()), 1000);
    program.says("read     " + message.map(Bytes::summary).orElse("nothing"));
}
