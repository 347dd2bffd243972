///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.US_ASCII;

final CountDownLatch begun = new CountDownLatch(1);
final CountDownLatch done = new CountDownLatch(1);

void main() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var carol = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        try (var member = listener.accept()) {
            var alice = Thread.startVirtualThread(() -> alice(member));
            begun.await();
            write(member, "bob says ");
            write(member, "good night\n");
            done.countDown();
            alice.join();
        }
        var in = new BufferedReader(new InputStreamReader(carol.getInputStream(), US_ASCII));
        for (String line; (line = in.readLine()) != null; ) {
            IO.println("carol reads: " + line);
        }
    }
}

void alice(Socket member) {
    try {
        write(member, "alice says ");
        begun.countDown();
        done.await(); // <1>
        write(member, "see you tomorrow\n");
    } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
    }
}

void write(Socket member, String part) throws IOException {
    member.getOutputStream().write(part.getBytes(US_ASCII)); // <2>
}
