package loopback.engine.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a JVM that runs a submission may take, wherever it runs: with a learner and where it is
/// graded.
///
/// The heap and direct buffers are limited by the JVM, threads by the kit, processor time by the
/// engine, everything else by the operating system, where that has `prlimit`.
///
/// @param heapMiB of the heap; half as much is for direct buffers
/// @param openFiles descriptors, sockets and those of the JVM itself included
/// @param fileMiB the greatest file it may write
/// @param threads platform threads that live at the same time
/// @param cpuSeconds processor time for an exercise, all its steps together
public record Limits(int heapMiB, int openFiles, int fileMiB, int threads, int cpuSeconds) {

    /// Those of an exercise that declares no others.
    public static final Limits USUAL = new Limits(256, 4096, 1, 4096, 60);

    /// Virtual memory, of which a JVM reserves far more than it uses: room for the stacks of as many
    /// threads as there may be.
    private static final int ADDRESS_MIB = 8192;

    private static final int FILES_IN_TEMPORARY_FOLDER = 16;

    private static final long MIB = 1L << 20;

    /// What the C library takes for its own heaps would else grow with the number of processors.
    public static final String ENVIRONMENT = "MALLOC_ARENA_MAX";

    public static final String ENVIRONMENT_VALUE = "2";

    /// The same with another processor time.
    public Limits lasting(int seconds) {
        return new Limits(heapMiB, openFiles, fileMiB, threads, seconds);
    }

    /// The size of the folder for temporary files.
    public int temporaryMiB() {
        return FILES_IN_TEMPORARY_FOLDER * fileMiB;
    }

    /// For those who want to give the same marks again.
    public String words() {
        return "%d s of processor time for an exercise, %d MiB of heap, %d MiB of addresses, %d threads, %d open files, %d MiB for a file, %d MiB of temporary files"
                .formatted(
                        cpuSeconds,
                        heapMiB,
                        ADDRESS_MIB,
                        threads,
                        openFiles,
                        fileMiB,
                        temporaryMiB());
    }

    /// The options of the JVM.
    ///
    /// @param temporary its own folder for temporary files, which goes with it
    public List<String> options(Path temporary) {
        return List.of(
                // Room for a whole check: the garbage collector would close what was left open.
                "-Xms" + heapMiB + "m",
                "-Xmx" + heapMiB + "m",
                "-Xmn" + heapMiB * 5 / 8 + "m",
                "-Xss1m",
                "-XX:MetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=" + heapMiB / 2 + "m",
                "-Dkit.threads=" + threads,
                "-Dkit.threads.declared=" + (threads != USUAL.threads),
                "-Dkit.folder.mib=" + temporaryMiB() / 2,
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.timezone=UTC");
    }

    /// The program that sets limits of the operating system, if there is one.
    public static Optional<String> prlimit() {
        return program("prlimit");
    }

    /// A program that Linux brings along.
    public static Optional<String> program(String name) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /// The limits of the operating system, as `prlimit` takes them. Nobody may have more than their
    /// own.
    public List<String> ofTheSystem() {
        return List.of(
                limit("nofile", "Max open files", openFiles),
                limit("fsize", "Max file size", fileMiB * MIB),
                limit("as", "Max address space", ADDRESS_MIB * MIB),
                "--core=0:0");
    }

    private static String limit(String option, String name, long wanted) {
        long least = wanted;
        for (var line : Own.LINES) {
            if (line.startsWith(name) && line.length() > Own.END) {
                var hard = line.substring(Own.BEGIN, Own.END).strip();
                least = hard.equals("unlimited") ? least : Math.min(least, Long.parseLong(hard));
            }
        }
        return "--" + option + "=" + least + ":" + least;
    }

    /// The limits of this process.
    private static final class Own {

        /// Columns between which the hard limit stands.
        static final int BEGIN = 47;

        static final int END = 67;

        static final List<String> LINES = lines();

        private static List<String> lines() {
            try {
                return Files.readAllLines(Path.of("/proc/self/limits"));
            } catch (IOException e) {
                return List.of(); // Not Linux.
            }
        }
    }
}
