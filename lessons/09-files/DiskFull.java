///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import java.security.MessageDigest;

/// Receives one file again and again; the first time its disk is full after half of it.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: DiskFull");
        System.exit(2);
    }
    var has = new byte[0];
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        IO.println("listening on 127.0.0.1:" + listener.getLocalPort());
        for (boolean full = true; ; full = false) {
            try (var sender = listener.accept()) {
                has = receive(sender, has, full);
            }
        }
    }
}

byte[] receive(Socket sender, byte[] has, boolean full) throws Exception {
    var in = sender.getInputStream();
    int size = Integer.parseInt(line(in).split(" ")[1]); // <1>
    var digest = MessageDigest.getInstance("SHA-256").digest(has);
    say(sender, "HAVE " + has.length + " " + HexFormat.of().formatHex(digest)); // <2>
    int from = Integer.parseInt(line(in).split(" ")[1]);
    var file = Arrays.copyOf(has, size);
    in.readNBytes(file, from, size - from); // <3>
    say(sender, full ? "NO disk full" : "OK");
    return full ? Arrays.copyOf(file, size / 2) : file;
}

String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int b; (b = in.read()) != '\n' && b >= 0; ) {
        line.append((char) b);
    }
    return line.toString();
}

void say(Socket sender, String line) throws IOException {
    sender.getOutputStream().write((line + "\n").getBytes());
}
