///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/files/ResumableUpload.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import java.nio.channels.SocketChannel;
import kit.Program;
import kit.RealPeers;

/// Uploads FILE to the receiver at HOST and PORT, and tells the progress.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 FILE=README.adoc";
    Program.run("files/ResumableUpload", usage, args, RealPeers.LINE_SERVERS, this::upload);
}

void upload(Program program) throws IOException {
    var file = Path.of(program.text("FILE"));
    try (var receiver = SocketChannel.open(program.server())) {
        files.ResumableUpload.upload(
                file, receiver, bytes -> program.says(bytes + " bytes are there"));
    }
}
