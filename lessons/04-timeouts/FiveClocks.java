///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

/// Waits in five ways for somebody who does not come, and shows what ended each wait.
void main(String[] args) throws Exception {
    if (args.length > 0) {
        System.err.println("usage: FiveClocks");
        System.exit(2);
    }
    answerLater("late.test"); // <1>
    var here = InetAddress.ofLiteral("127.0.0.1");
    try (var busy = new ServerSocket(0, 1, here);
            var reader = new Socket(here, busy.getLocalPort());
            var writer = new Socket(here, busy.getLocalPort()); // <2>
            var late = new Socket();
            var idle = new ServerSocket(0, 1, here)) {
        idle.setSoTimeout(300);
        reader.setSoTimeout(300);
        writer.setSoTimeout(300);
        time("look-up  ", () -> InetAddress.getByName("late.test"));
        time("connect  ", () -> late.connect(busy.getLocalSocketAddress(), 300));
        time("accept   ", idle::accept);
        time("read     ", () -> reader.getInputStream().read());
        var much = new byte[64 << 20];
        var out = writer.getOutputStream();
        later(writer::close);
        time("write    ", () -> out.write(much)); // <3>
    }
}

interface Action {
    void run() throws Exception;
}

void time(String what, Action wait) {
    var start = System.nanoTime();
    var end = "is done";
    try {
        wait.run();
    } catch (Exception e) {
        end = e.getMessage();
    }
    IO.println(what + end + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
}

void later(Action action) {
    Thread.ofPlatform()
            .daemon()
            .start(() -> {
                try {
                    Thread.sleep(1000);
                    action.run();
                } catch (Exception e) {
                    IO.println(e);
                }
            });
}

void answerLater(String name) throws Exception {
    var folder = System.getProperty("java.io.tmpdir");
    var hosts = Path.of(folder, "hosts" + System.nanoTime());
    new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor();
    System.setProperty("jdk.net.hosts.file", hosts.toString());
    later(() -> {
        Files.writeString(hosts, "127.0.0.1 " + name + "\n");
        Files.delete(hosts);
    });
}
