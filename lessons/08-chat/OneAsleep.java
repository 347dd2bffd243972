///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import static java.nio.charset.StandardCharsets.US_ASCII;

final InetAddress loopback = InetAddress.getLoopbackAddress();
final int lines = 10_000;
final AtomicInteger heard = new AtomicInteger();

void main() throws Exception {
    try (var listener = new ServerSocket(0, 3, loopback)) {
        var members = new ArrayList<Socket>(); // as the server sees them: alice, carol, bob
        var alice = comes(listener, members);
        var carol = comes(listener, members);
        var bob = comes(listener, members);
        Thread.startVirtualThread(() -> serve(members.getFirst(), members));
        Thread.startVirtualThread(() -> listen(bob, heard));
        Thread.startVirtualThread(() -> listen(alice, new AtomicInteger()));

        IO.println("alice says " + lines + " lines");
        Thread.startVirtualThread(() -> speak(alice));
        Thread.sleep(2000); // <1>
        IO.println("carol is asleep: bob has heard " + heard + " lines");
        Thread.sleep(2000);
        IO.println("carol is asleep: bob has heard " + heard + " lines");

        IO.println("carol wakes up");
        listen(carol, new AtomicInteger());
        while (heard.get() < lines) {
            Thread.sleep(10);
        }
        IO.println("bob has heard " + heard + " lines");
    }
}

void serve(Socket speaker, List<Socket> members) {
    try (var in = new BufferedReader(new InputStreamReader(speaker.getInputStream(), US_ASCII))) {
        for (String line; (line = in.readLine()) != null; ) {
            for (var member : members) {
                member.getOutputStream().write((line + "\n").getBytes(US_ASCII)); // <2>
            }
        }
        for (var member : members) {
            member.close();
        }
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

void speak(Socket alice) {
    try {
        var line = ("hello ".repeat(150) + "\n").getBytes(US_ASCII);
        for (int i = 0; i < lines; i++) {
            alice.getOutputStream().write(line);
        }
        alice.shutdownOutput();
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

void listen(Socket member, AtomicInteger heard) {
    try (var in = new BufferedReader(new InputStreamReader(member.getInputStream(), US_ASCII))) {
        while (in.readLine() != null) {
            heard.incrementAndGet();
        }
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

Socket comes(ServerSocket listener, List<Socket> members) throws IOException {
    var client = new Socket(loopback, listener.getLocalPort());
    members.add(listener.accept());
    return client;
}
