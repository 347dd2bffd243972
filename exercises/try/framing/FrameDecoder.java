///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/framing/FrameDecoder.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Bytes;
import kit.Program;

/// Feeds a decoder with PIECES in hexadecimal digits, and shows each message when it is complete.
void main(String[] args) {
    Program.run("framing/FrameDecoder", "PIECES…=0000000568656c6c6f", args, this::feed);
}

void feed(Program program) throws IOException {
    var decoder = new framing.FrameDecoder(1000);
    for (var piece : program.texts("PIECES…")) {
        program.says("piece    " + piece);
        decoder.feed(
                ByteBuffer.wrap(HexFormat.of().parseHex(piece)),
                message -> program.says("message  " + Bytes.summary(message)));
    }
    decoder.end();
}
