package loopback.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a JVM takes of this machine. What only Linux tells is 0 elsewhere.
///
/// @param heap in KiB, after the garbage was collected
/// @param metaspace in KiB
/// @param resident in KiB: it follows the size of the heap, which the collector chooses
/// @param processes that it has started and that still run
record Footprint(
        long heap, long metaspace, long resident, long descriptors, long threads, long processes) {

    /// What the serial collector says of its two generations, and of the classes.
    private static final Pattern USED =
            Pattern.compile("(?m)^(DefNew|Tenured|Metaspace)\\s.*?used (\\d+)K");

    static Footprint of(Process process) throws IOException, InterruptedException {
        ask(process, "GC.run");
        var used = new TreeMap<String, Long>();
        USED.matcher(ask(process, "GC.heap_info") + ask(process, "VM.metaspace"))
                .results()
                .forEach(found -> used.put(found.group(1), Long.valueOf(found.group(2))));
        var own = Path.of("/proc", Long.toString(process.pid()));
        return new Footprint(
                used.get("DefNew") + used.get("Tenured"),
                used.get("Metaspace"),
                status(own, "VmRSS"),
                entries(own.resolve("fd")),
                status(own, "Threads"),
                process.children().count());
    }

    private static String ask(Process process, String what)
            throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asking = new ProcessBuilder(jcmd, Long.toString(process.pid()), what).start();
        return new String(asking.getInputStream().readAllBytes());
    }

    private static long status(Path own, String name) throws IOException {
        if (!Files.exists(own)) {
            return 0;
        }
        return Files.readAllLines(own.resolve("status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static long entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var entries = Files.list(folder)) {
            return entries.count();
        }
    }

    /// Whether it is no larger than an earlier footprint, but for what comes and goes with a check.
    boolean isAbout(Footprint earlier) {
        return heap < earlier.heap + 4_096
                && metaspace < earlier.metaspace + 2_048
                && descriptors < earlier.descriptors + 8
                && threads < earlier.threads + 8
                && processes < earlier.processes + 3;
    }
}
