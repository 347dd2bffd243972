///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/lifecycle/OptionsIo.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Sets options of a new socket, each wish a NAME=VALUE, and shows what they are then, and all options.
void main(String[] args) {
    Program.run("lifecycle/OptionsIo", "WISHES…=TCP_NODELAY=true", args, this::apply);
}

void apply(Program program) throws IOException {
    var wishes = new LinkedHashMap<String, String>();
    for (var wish : program.texts("WISHES…")) {
        var words = wish.split("=", 2);
        wishes.put(words[0], words.length < 2 ? "" : words[1]);
    }
    try (var socket = new Socket()) {
        program.says("set: " + lifecycle.OptionsIo.apply(socket, wishes));
        lifecycle.OptionsIo.describe(socket)
                .forEach((name, value) -> program.says("%-20s %s".formatted(name, value)));
    }
}
