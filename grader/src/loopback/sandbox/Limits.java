package loopback.sandbox;

import java.util.List;

/// What the operating system gives a JVM that sees a submission, besides the limits of its heap.
///
/// @param processes threads count as such
/// @param openFiles sockets count as such
/// @param cpuSeconds processor time for an exercise; a JVM, which may serve several, is killed after
///     twice as much
/// @param fileBytes the greatest file it may write, what it prints itself included
/// @param temporaryBytes the size of its folder for temporary files
/// @param addressBytes of virtual memory, of which a JVM reserves far more than it uses
public record Limits(
        int processes,
        int openFiles,
        int cpuSeconds,
        long fileBytes,
        long temporaryBytes,
        long addressBytes) {

    private static final long MIB = 1L << 20;

    /// Enough for every check; the processor time comes from what the references take.
    public static Limits of(int cpuSeconds) {
        return new Limits(4096, 4096, cpuSeconds, MIB, 16 * MIB, 8192 * MIB);
    }

    /// The same with at most so many open files: nobody may have more than their own limit.
    Limits within(int mostFiles) {
        return new Limits(
                processes,
                Math.min(openFiles, mostFiles),
                cpuSeconds,
                fileBytes,
                temporaryBytes,
                addressBytes);
    }

    Limits withCpuSeconds(int seconds) {
        return new Limits(processes, openFiles, seconds, fileBytes, temporaryBytes, addressBytes);
    }

    /// For those who want to give the same marks again.
    public String words() {
        return cpuSeconds
                + " s of processor time for an exercise, 256 MiB of heap, "
                + addressBytes / MIB
                + " MiB of addresses, "
                + processes
                + " threads, "
                + openFiles
                + " open files, "
                + temporaryBytes / MIB
                + " MiB of temporary files";
    }

    /// As `prlimit` takes them.
    List<String> options() {
        return List.of(
                "--nproc=" + processes + ":" + processes,
                "--nofile=" + openFiles + ":" + openFiles,
                "--cpu=" + 2 * cpuSeconds + ":" + 2 * cpuSeconds,
                "--fsize=" + fileBytes + ":" + fileBytes,
                "--as=" + addressBytes + ":" + addressBytes,
                "--core=0:0");
    }
}
