///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/chat/ChatBot.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.UTF_8;

import kit.Program;
import kit.RealPeers;

/// Joins the room at HOST and PORT as NAME, and answers a question each PAUSE milliseconds at most.
void main(String[] args) {
    var usage = "HOST=127.0.0.1 PORT=7777 [NAME=tim-bot] [PAUSE=1000]";
    Program.run("chat/ChatBot", usage, args, RealPeers.LINE_SERVERS, this::chat);
}

void chat(Program program) throws IOException {
    var name = program.text("NAME");
    try (var socket = new Overheard(program)) {
        socket.connect(program.server());
        new chat.ChatBot(name, this::think, program.millis("PAUSE"), System::nanoTime).run(socket);
    }
}

Optional<String> think(String question) {
    if (question.contains("help")) {
        return Optional.of("ask me what time it is");
    }
    return question.contains("time")
            ? Optional.of("it is " + LocalTime.now().truncatedTo(ChronoUnit.MINUTES))
            : Optional.empty();
}

/// Shows each line that is read from it.
static final class Overheard extends Socket {

    private final Program program;

    Overheard(Program program) {
        this.program = program;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var line = new ByteArrayOutputStream();
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                int n = super.read(bytes, from, count);
                for (int i = 0; i < n; i++) {
                    if (bytes[from + i] == '\n') {
                        program.says(line.toString(UTF_8));
                        line.reset();
                    } else {
                        line.write(bytes[from + i]);
                    }
                }
                return n;
            }
        };
    }
}
