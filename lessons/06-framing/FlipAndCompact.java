///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Follows position, limit and content of one buffer while words come in pieces, each ended by a dot.
void main() {
    var buffer = ByteBuffer.allocate(12);
    for (var piece : List.of("one.tw", "o.", "th", "ree.")) {
        buffer.put(piece.getBytes(StandardCharsets.US_ASCII)); // <1>
        show("put " + piece, buffer);
        buffer.flip(); // <2>
        show("flip", buffer);
        for (int at = buffer.position(); at < buffer.limit(); at++) {
            if (buffer.get(at) == '.') {
                var word = new byte[at - buffer.position()];
                buffer.get(word).get(); // <3>
                show("get " + new String(word, StandardCharsets.US_ASCII), buffer);
            }
        }
        buffer.compact(); // <4>
        show("compact", buffer);
    }
}

void show(String what, ByteBuffer buffer) {
    IO.println("%-10s position %2d  limit %2d".formatted(what, buffer.position(), buffer.limit()));
}
