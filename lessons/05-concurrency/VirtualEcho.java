///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Connects thousands of clients at the same time, both ends with a thread of their own.
void main(String[] args) throws Exception {
    if (args.length > 1 || args.length == 1 && !args[0].matches("[1-9][0-9]{0,4}")) {
        System.err.println("usage: VirtualEcho [CLIENTS]");
        System.exit(2);
    }
    int clients = Math.min(args.length == 1 ? Integer.parseInt(args[0]) : 5000, most());
    var all = new CountDownLatch(clients);
    var echoes = new ArrayList<Future<Integer>>();
    int count = 0;
    var here = InetAddress.getLoopbackAddress();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        try (var listener = new ServerSocket(0, clients, here)) {
            threads.submit(() -> serve(listener, threads));
            for (int i = 0; i < clients; i++) {
                echoes.add(threads.submit(() -> visit(listener, all)));
            }
            all.await();
            IO.println(clients + " clients are connected");
            for (var echo : echoes) {
                count += echo.get();
            }
        } // <1>
    }
    var platform = ManagementFactory.getThreadMXBean().getPeakThreadCount(); // <2>
    IO.println(count + " echoes");
    IO.println(2 * clients + " virtual threads on " + platform + " of the system");
}

Void serve(ServerSocket listener, ExecutorService threads) throws IOException {
    while (true) {
        var client = listener.accept();
        threads.submit(() -> {
            try (client) {
                return client.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }
}

int visit(ServerSocket listener, CountDownLatch all) throws Exception {
    try (var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
        all.countDown();
        all.await(); // <3>
        socket.getOutputStream().write('!');
        return socket.getInputStream().read() == '!' ? 1 : 0;
    }
}

int most() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix // <4>
            ? (int) Math.min(99_999, (unix.getMaxFileDescriptorCount() - 100) / 2)
            : 99_999;
}
