///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/files/FileReceiver.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Program;
import kit.RealPeers;

/// Listens on PORT, and receives files of at most LIMIT bytes into FOLDER, one after another.
void main(String[] args) {
    var usage = "[PORT=0] [FOLDER=.] [LIMIT=1000000000]";
    Program.run("files/FileReceiver", usage, args, RealPeers.FILE_SENDERS, this::serve);
}

void serve(Program program) throws IOException {
    var folder = program.folder("FOLDER");
    try (var listener = program.listener()) {
        while (true) {
            try (var socket = listener.accept()) {
                program.tries(_ -> receive(program, socket, folder));
            }
        }
    }
}

void receive(Program program, Socket socket, Path folder) throws IOException {
    try {
        int limit = program.number("LIMIT");
        var file = files.FileReceiver.receive(socket, folder, limit, _ -> {});
        program.says(file.getFileName() + ": " + Files.size(file) + " bytes");
        socket.getOutputStream().write("OK\n".getBytes(UTF_8));
    } catch (IOException e) {
        socket.getOutputStream().write(("NO " + e.getMessage() + "\n").getBytes(UTF_8));
        throw e;
    }
}
