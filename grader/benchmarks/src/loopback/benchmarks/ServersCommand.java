package loopback.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Loads servers one after the other, and again, with the same client.
@Command(
        name = "servers",
        description = "Servers of the course beside others: answers, waits, memory.")
final class ServersCommand extends Benchmark {

    /// What a server has open besides its connections.
    private static final int OTHER_DESCRIPTORS = 100;

    @Option(names = "--rounds", defaultValue = "4", description = "4 by default.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "How long each load is measured, after as long; 2 by default.")
    private double seconds;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "100,5000",
            description = "100,5000 by default, as far as descriptors go.")
    private List<Integer> connections = List.of();

    @Option(names = "--servers", split = ",", description = "Only those: c-epoll, selector …")
    private List<String> servers = Contestant.ALL.stream().map(Contestant::name).toList();

    ServersCommand() {
        super("servers");
    }

    @Override
    SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("seconds", String.valueOf(seconds), "bytes of a line", "64"));
    }

    /// How many a process may have: the JVM has asked for as many as it can get, and hands that on.
    private static long descriptors() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return ((UnixOperatingSystemMXBean) system).getMaxFileDescriptorCount();
    }

    @Override
    void measure() throws IOException {
        var client = Contestant.compileC(ROOT, scratch(), "grader/benchmarks/clients/load.c");
        var commands = new LinkedHashMap<String, List<String>>();
        for (var name : servers) {
            commands.put(name, Contestant.named(name).build(ROOT, scratch()));
        }
        for (int round = 1; round <= rounds; round++) {
            for (var server : commands.entrySet()) {
                measure(round, server.getKey(), server.getValue(), client);
            }
        }
    }

    private void measure(int round, String name, List<String> command, Path client) {
        try (var server = Child.start(scratch(), command)) {
            int port = Integer.parseInt(server.nextLine());
            try (var first = LoadClient.connect(scratch(), client, port, 100)) {
                first.load(seconds);
            }
            for (int wanted : connections) {
                int count = (int) Math.min(wanted, descriptors() - OTHER_DESCRIPTORS);
                found(round, name, count + " connections", figures(server, port, count, client));
            }
        }
    }

    private Map<String, Double> figures(Child server, int port, int count, Path client) {
        long before = server.residentKib();
        try (var load = LoadClient.connect(scratch(), client, port, count)) {
            double memory = (double) (server.residentKib() - before) / count;
            load.load(seconds);
            var processor = server.processorTime();
            var found = load.load(seconds);
            double used = server.processorTime().minus(processor).toNanos() / 1e9;
            return Map.of(
                    "answersPerSecond", found.answers() / found.seconds(),
                    "p50Millis", found.waits().getValueAtPercentile(50) / 1e6,
                    "p99Millis", found.waits().getValueAtPercentile(99) / 1e6,
                    "kibPerConnection", memory,
                    "serverProcessors", used / found.secondsToTheLast(),
                    "clientProcessors", found.processorSeconds() / found.seconds());
        }
    }
}
