package loopback.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.TemporaryFolders;
import loopback.engine.compile.CompilerProcess;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.RunningJvm;
import loopback.engine.jvm.Watchdog;
import loopback.engine.run.BenchStarter;
import org.jspecify.annotations.Nullable;

/// Starts the JVMs that see submissions, as far away from everything else as this machine can.
public final class Sandbox implements BenchStarter, AutoCloseable {

    private static final String HOSTS =
            "127.0.0.1 localhost sandbox\n::1 localhost ip6-localhost ip6-loopback\n";

    /// A compiler serves a whole class, one submission after the other.
    private static final Limits COMPILER = Limits.USUAL.lasting(600);

    /// Processes end when the thread ends that has started them: this one does not.
    private final ExecutorService starting;

    private final Course course;
    private final Level level;
    private final String sentence;
    private final Confinement confinement;
    private final Path folder;

    private Sandbox(
            Course course, Level level, String sentence, Confinement confinement, Path folder) {
        this.course = course;
        this.level = level;
        this.sentence = sentence;
        this.confinement = confinement;
        this.folder = folder;
        starting =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("sandbox").factory());
    }

    /// The best sandbox that the probe finds sound here.
    ///
    /// @param seed what chance begins with in every specification
    public static Sandbox find(Course course, long seed) {
        TemporaryFolders.sweep();
        try {
            var folder = TemporaryFolders.folder();
            var hosts = Files.writeString(folder.resolve("hosts"), HOSTS);
            Confinement.openToOthers(hosts, "rw-r--r--");
            return find(course, seed, folder, hosts);
        } catch (IOException | UnsupportedOperationException e) {
            throw CourseException.ofMachine(
                    "no sandbox can be made: "
                            + e.getMessage()
                            + " in "
                            + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }

    private static Sandbox find(Course course, long seed, Path folder, Path hosts) {
        var prlimit = Limits.prlimit();
        var setpriv = Limits.program("setpriv").filter(_ -> Confinement.isRoot());
        var bwrap = Limits.program("bwrap");
        var why = missing(bwrap, prlimit, setpriv);
        if (why.isEmpty()) {
            var programs =
                    new Confinement.Full.Programs(
                            bwrap.orElseThrow(), prlimit.orElseThrow(), setpriv.orElse(""));
            var full = new Confinement.Full(course, hosts, seed, programs);
            var sound =
                    "a file system, a network with loopback only, a table of processes and a user"
                            + " of their own, and limits of memory, threads, files and processor"
                            + " time";
            var sandbox = new Sandbox(course, Level.FULL, sound, full, folder);
            why = sandbox.probed();
            if (why.isEmpty()) {
                return sandbox;
            }
            sandbox.starting.shutdownNow();
        }
        var lacks = "; not full, because " + why;
        if (prlimit.isPresent() && !"none".equals(System.getProperty("course.sandbox"))) {
            for (var user : Stream.of(setpriv, Optional.<String>empty()).distinct().toList()) {
                var partial = new Confinement.Partial(prlimit.get(), user);
                var words =
                        (user.isPresent() ? "another user, and limits" : "limits")
                                + " of memory, threads, files and processor time, but open to the"
                                + " files and the network of this machine";
                var sandbox = new Sandbox(course, Level.PARTIAL, words + lacks, partial, folder);
                if (sandbox.answers()) {
                    return sandbox;
                }
                sandbox.starting.shutdownNow();
            }
        }
        var words = "nothing but the allow-list between submissions and this machine";
        return new Sandbox(course, Level.NONE, words + lacks, new Confinement.None(), folder);
    }

    private static String missing(
            Optional<String> bwrap, Optional<String> prlimit, Optional<String> setpriv) {
        if ("none".equals(System.getProperty("course.sandbox"))) {
            return "the property course.sandbox says so";
        }
        if (!System.getProperty("os.name").equals("Linux")) {
            return "bubblewrap is a program of Linux";
        }
        if (bwrap.isEmpty()) {
            return "bubblewrap is missing: install it (Debian: sudo apt install bubblewrap)";
        }
        return prlimit.isEmpty() || Confinement.isRoot() && setpriv.isEmpty()
                ? "prlimit or setpriv is missing: install util-linux"
                : "";
    }

    public Level level() {
        return level;
    }

    /// What the sandbox consists of, and what it lacks.
    public String sentence() {
        return sentence;
    }

    // --- the probe

    /// What the probe can reach and should not; nothing if the sandbox is sound.
    private String probed() {
        var findings = probe();
        if (findings.isEmpty() || !findings.getLast().equals(Probe.THAT_IS_ALL)) {
            return findings.isEmpty() ? "bubblewrap cannot start here" : findings.getFirst();
        }
        return findings.size() == 1
                ? ""
                : "in it, " + String.join("; ", findings.subList(0, findings.size() - 1));
    }

    private boolean answers() {
        var findings = probe();
        return !findings.isEmpty() && findings.getLast().equals(Probe.THAT_IS_ALL);
    }

    /// What the probe says; what the JVM said instead, if it did not start.
    private List<String> probe() {
        var address = folder.resolve("probe");
        var log = folder.resolve("log");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(address), 1);
            var java =
                    List.of(
                            JavaCommand.java(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx64m",
                            "-cp",
                            JavaCommand.jar(course).toString(),
                            Probe.class.getName(),
                            confinement.inside(address).toString(),
                            course.root().resolve("lessons").toString(),
                            Long.toString((long) Limits.USUAL.temporaryMiB() << 20));
            var running = start(address, log, java, Limits.USUAL);
            running.onExit(() -> close(listener));
            try (var channel = listener.accept();
                    var in = Channels.newInputStream(channel)) {
                return new String(in.readAllBytes(), UTF_8).lines().toList();
            } finally {
                running.kill();
            }
        } catch (IOException e) {
            return FileIo.readLeniently(log).lines().limit(1).toList();
        } finally {
            delete(address);
            delete(log);
        }
    }

    private static void close(ServerSocketChannel listener) {
        try {
            listener.close();
        } catch (IOException e) {
            // It was only there for one connection.
        }
    }

    // --- starting

    @Override
    public RunningJvm start(Path address, Path log, Limits limits) throws IOException {
        var inside = confinement.inside(address);
        var temporary = confinement.temporary(address);
        var command = BenchStarter.command(course, inside, temporary, limits);
        return start(address, log, command, limits);
    }

    /// Starts a JVM that compiles, and never runs what it compiles.
    public RunningJvm startCompiler(Path address, Path log) throws IOException {
        var inside = confinement.inside(address);
        return start(address, log, CompilerProcess.command(course, inside), COMPILER);
    }

    private RunningJvm start(Path address, Path log, List<String> java, Limits limits)
            throws IOException {
        var command = confinement.around(address, java, limits);
        try {
            return starting.submit(() -> started(command, log)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        }
    }

    private RunningJvm started(List<String> command, Path log) throws IOException {
        var builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().put(Limits.ENVIRONMENT, Limits.ENVIRONMENT_VALUE);
        var process = builder.start();
        process.getOutputStream().close();
        return new RunningJvm() {

            /// Found once, when they are all there: no code of others can start more, and to look for
            /// them takes long.
            private volatile @Nullable List<ProcessHandle> all;

            @Override
            public void kill() {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }

            @Override
            public void onExit(Runnable action) {
                process.onExit().thenRun(action);
            }

            @Override
            public void connected() {
                all = null;
            }

            @Override
            public Duration processorTime() {
                return all().stream()
                        .flatMap(each -> each.info().totalCpuDuration().stream())
                        .reduce(Duration.ZERO, Duration::plus);
            }

            @Override
            public boolean wantsProcessor() {
                return Watchdog.anyWantsProcessor(all().stream());
            }

            private List<ProcessHandle> all() {
                var found = all;
                if (found == null) {
                    found =
                            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                                    .toList();
                    all = found;
                }
                return found;
            }
        };
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // In the folder for temporary files, which is emptied by others.
        }
    }

    @Override
    public void close() {
        starting.shutdownNow();
        TemporaryFolders.delete(folder);
    }
}
