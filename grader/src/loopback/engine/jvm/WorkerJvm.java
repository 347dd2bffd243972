package loopback.engine.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.TemporaryFolders;
import org.jspecify.annotations.Nullable;

/// A child JVM that does work for this one: its process, the one connection to it, and the
/// temporary folder that holds the socket and the log.
///
/// It is killed, never asked to end, and leaves no file behind.
public final class WorkerJvm implements AutoCloseable {

    /// Starts a JVM that is to connect to that address.
    @FunctionalInterface
    public interface Starter {
        public RunningJvm start(Path address, Path log) throws IOException;
    }

    private static final int SHOWN = 2_000;

    private final Path folder = TemporaryFolders.folder();
    private final Path address = folder.resolve("bench");
    private final Path log = folder.resolve("log");
    private final ServerSocketChannel listener =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    private volatile @Nullable RunningJvm running;
    private volatile @Nullable SocketChannel channel;

    private WorkerJvm() throws IOException {}

    /// Starts a JVM for that purpose.
    public static WorkerJvm start(String purpose, Starter starter) {
        try {
            var partner = new WorkerJvm();
            Shutdown.register(partner);
            try {
                partner.start(starter);
                return partner;
            } catch (IOException e) {
                partner.close();
                throw e;
            }
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    "no JVM for %s could be started (%s); its files would lie in %s"
                            .formatted(
                                    purpose,
                                    FileIo.reason(e),
                                    System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private void start(Starter starter) throws IOException {
        listener.bind(UnixDomainSocketAddress.of(address), 1);
        var started = starter.start(address, log);
        running = started;
        started.onExit(this::closeListener);
    }

    /// Waits until the JVM connects. Gives up when the watchdog expires or the process ends.
    public SocketChannel connect() throws IOException {
        var watch = Thread.ofPlatform().daemon().name("partner").start(this::giveUpInTime);
        try {
            var accepted = listener.accept();
            channel = accepted;
            java.util.Objects.requireNonNull(running).connected();
            return accepted;
        } finally {
            watch.interrupt();
            closeListener();
        }
    }

    private void giveUpInTime() {
        var watchdog = watchdog();
        try {
            do {
                Thread.sleep(1_000);
            } while (!watchdog.hasExpired());
            closeListener();
        } catch (InterruptedException e) {
            // The JVM has connected, and connect() stops this thread.
        }
    }

    /// What the JVM itself printed: why it could not start, or why it ended.
    public String log() {
        try {
            var bytes = Files.readAllBytes(log);
            return new String(bytes, 0, Math.min(bytes.length, SHOWN), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// A watchdog that begins now. The JVM must have been started.
    public Watchdog watchdog() {
        return watchdog(Watchdog.OWN_SECONDS);
    }

    /// A watchdog that begins now and expires after so many seconds.
    public Watchdog watchdog(int patience) {
        return new Watchdog(java.util.Objects.requireNonNull(running), patience);
    }

    public Duration processorTime() {
        var started = running;
        return started == null ? Duration.ZERO : started.processorTime();
    }

    private void closeListener() {
        close(listener);
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            // Closing is best effort: nobody else uses it.
        }
    }

    @Override
    public void close() {
        Shutdown.unregister(this);
        if (running != null) {
            running.kill();
        }
        closeListener();
        if (channel != null) {
            close(channel);
        }
        try {
            Files.deleteIfExists(address);
            Files.deleteIfExists(log);
            Files.deleteIfExists(folder);
        } catch (IOException e) { // The JVM has left temporary files of its own in the folder.
            TemporaryFolders.delete(folder);
        }
    }
}
