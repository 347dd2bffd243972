///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Compares four servers, each in a JVM of its own: how many visitors they serve, how
/// long these wait for an answer, and what memory an idle connection takes.
void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("serve")) {
        serve(args[1]);
    } else if (args.length > 1 || args.length == 1 && !args[0].equals("quick")) {
        System.err.println("usage: FourServers [quick]");
        System.exit(2);
    } else {
        boolean quick = args.length == 1;
        compare(quick ? 3 : 7, quick ? 300 : 1500, quick ? 500 : 5000);
    }
}

static final List<String> KINDS =
        List.of("one at a time", "pool of 16", "thread each", "virtual each");
static final int VISITORS = 50;
static final int STAY_MILLIS = 20;

/// A server in a JVM of its own, and what is known of it.
class Server {
    final String kind;
    final Process jvm;
    final BufferedReader says;
    final List<Double> rates = new ArrayList<>(); // Answers per second, in each round.
    final Queue<Long> waits = new ConcurrentLinkedQueue<>(); // Nanoseconds, of all.
    final List<String> memory = new ArrayList<>();
    int port;

    Server(String kind) throws IOException {
        this.kind = kind;
        jvm = launch(kind);
        says = jvm.inputReader();
    }

    /// How many clients it has accepted so far, and its memory in KiB.
    long[] state() throws IOException {
        jvm.outputWriter().append('\n').flush();
        var words = says.readLine().split(" ");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }
}

void compare(int rounds, int millis, int crowd) throws Exception {
    int most = Math.min(crowd, descriptors() - 100);
    var servers = new ArrayList<Server>();
    try {
        progress("starting");
        for (var kind : KINDS) {
            servers.add(new Server(kind));
        }
        for (var server : servers) {
            server.port = Integer.parseInt(server.says.readLine());
        }
        for (var server : servers) {
            progress(server.kind + ": warms up");
            play(server, millis); // Once for the JIT, and not counted.
            server.rates.clear();
            server.waits.clear();
            long before = server.state()[1];
            for (int count : new int[] {100, most}) {
                progress(server.kind + ": holds " + count + " connections");
                server.memory.add(memory(server, count, before));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (var server : servers) { // In turns: what disturbs one disturbs all.
                progress(server.kind + ": round " + round + " of " + rounds);
                play(server, millis);
            }
        }
        progress("");
        print(servers, most);
    } finally {
        servers.forEach(server -> server.jvm.destroyForcibly());
    }
}

void play(Server server, int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    var answers = new AtomicInteger();
    try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < VISITORS; i++) {
            visitors.submit(() -> {
                while (System.nanoTime() < end) {
                    answers.addAndGet(visit(server, end));
                }
                return null;
            });
        }
    }
    server.rates.add(answers.get() * 1000.0 / millis);
}

/// Connects, asks, waits for the answer, stays a while. Returns the number of answers.
int visit(Server server, long end) throws Exception {
    long start = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
        socket.setSoTimeout(Math.clamp((end - start) / 1_000_000, 1, 60_000));
        socket.getOutputStream().write('?');
        int answers = socket.getInputStream().read() == '?' ? 1 : 0;
        server.waits.add(System.nanoTime() - start);
        Thread.sleep(STAY_MILLIS);
        return answers;
    } catch (SocketTimeoutException e) {
        server.waits.add(System.nanoTime() - start); // In vain so far, and counted.
        return 0;
    }
}

String memory(Server server, int count, long before) throws Exception {
    if (server.kind.equals("one at a time")) {
        return "-"; // The others wait in the kernel.
    }
    long accepted = server.state()[0];
    var idle = new ArrayList<Socket>();
    try {
        for (int i = 0; i < count; i++) {
            idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port));
        }
        for (long last = -1, now; ; last = now) { // Until all is quiet.
            now = server.state()[1];
            if (now == last && server.state()[0] == accepted + count) {
                double kib = (now - before) / (double) count;
                return kib < 1 ? "< 1 KiB" : "%.0f KiB".formatted(kib);
            }
            Thread.sleep(100);
        }
    } finally {
        for (var socket : idle) {
            socket.close();
        }
    }
}

void print(List<Server> servers, int most) {
    IO.println("answers, compared with one at a time: median (lowest to highest)");
    for (var server : servers) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < server.rates.size(); i++) {
            ratios.add(server.rates.get(i) / servers.getFirst().rates.get(i));
        }
        double median = at(50, ratios);
        var text = "%-13s x%.1f (%.1f to %.1f) ";
        IO.print(text.formatted(server.kind, median, at(0, ratios), at(100, ratios)));
        IO.println("#".repeat(Math.clamp(Math.round(median), 0, 60)));
    }
    IO.println();
    var title = "answers/s  wait p50  wait p99   memory of an idle connection";
    IO.println(" ".repeat(14) + title);
    IO.println("%57s %12s".formatted("among 100", "among " + most));
    for (var server : servers) {
        double p50 = at(50, server.waits) / 1e6;
        double p99 = at(99, server.waits) / 1e6;
        var text = "%-13s %9.0f %6.1f ms %6.1f ms ";
        IO.print(text.formatted(server.kind, at(50, server.rates), p50, p99));
        var memory = server.memory;
        IO.println("%14s %12s".formatted(memory.getFirst(), memory.getLast()));
    }
}

/// The value below which `percent` of all values are.
<T extends Comparable<T>> T at(int percent, Collection<T> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() * percent / 100, sorted.size() - 1));
}

static final String OPTIONS = // The heap is in memory from the start, and does not grow.
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms128m -Xmx128m"
                + " -XX:+AlwaysPreTouch -XX:TrimNativeHeapInterval=50";

/// Starts this program again, as a server.
Process launch(String kind) throws IOException {
    var java = System.getProperty("java.home") + "/bin/java";
    var command = new ArrayList<>(List.of(java));
    command.addAll(List.of(OPTIONS.split(" ")));
    var source = Optional.ofNullable(System.getProperty("jdk.launcher.sourcefile"));
    var classes = System.getProperty("java.class.path");
    command.addAll(source.map(List::of).orElse(List.of("-cp", classes, "FourServers")));
    command.addAll(List.of("serve", kind));
    var builder = new ProcessBuilder(command);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
}

/// Here the other JVM begins. It ends with its standard input.
void serve(String kind) throws IOException {
    Executor executor = executor(kind);
    var accepted = new AtomicInteger();
    try (var listener = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress())) {
        Thread.ofPlatform().start(() -> acceptAll(listener, executor, accepted));
        IO.println(listener.getLocalPort());
        while (IO.readln() != null) {
            System.gc();
            IO.println(accepted + " " + memoryKib());
        }
    }
    System.exit(0); // Threads that still wait for a client would keep this JVM alive.
}

// tag::executors[]
Executor executor(String kind) {
    return switch (kind) {
        case "one at a time" -> Runnable::run; // <1>
        case "pool of 16" -> Executors.newFixedThreadPool(16); // <2>
        case "thread each" -> task -> Thread.ofPlatform().start(task); // <3>
        case "virtual each" -> Executors.newVirtualThreadPerTaskExecutor(); // <4>
        default -> throw new IllegalArgumentException(kind);
    };
}

// end::executors[]

void acceptAll(ServerSocket listener, Executor executor, AtomicInteger accepted) {
    try {
        while (true) {
            var client = listener.accept();
            accepted.incrementAndGet();
            try {
                executor.execute(() -> echo(client));
            } catch (OutOfMemoryError e) {
                System.err.println(e.getMessage() + " after " + accepted + " clients");
                client.close();
            }
        }
    } catch (IOException e) {
        // The listener is closed.
    }
}

void echo(Socket client) {
    try (client) {
        var buffer = new byte[256];
        for (int n; (n = client.getInputStream().read(buffer)) > 0; ) {
            client.getOutputStream().write(buffer, 0, n);
        }
    } catch (IOException e) {
        // This visitor is gone.
    }
}

/// The heap in use, and what the process has in memory: all of the heap from the start.
long memoryKib() throws IOException {
    var runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    var status = Path.of("/proc/self/status");
    try (var lines = Files.exists(status) ? Files.lines(status) : Stream.<String>of()) {
        return heap
                + lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }
}

int descriptors() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix
            ? (int) Math.min(100_000, unix.getMaxFileDescriptorCount())
            : 100_000;
}

void progress(String what) {
    if (System.console() != null && System.console().isTerminal()) {
        System.err.printf("\r%-60s\r%s", "", what);
    }
}
