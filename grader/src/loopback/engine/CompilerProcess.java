package loopback.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loopback.course.CourseException;
import org.jspecify.annotations.Nullable;

/// A compiler in a JVM of its own, which stays warm from one submission to the next.
///
/// What takes it too long, or takes it down, does not compile; the next submission has a new one.
/// One submission at a time.
public final class CompilerProcess implements Compiler {

    /// Starts the JVM.
    @FunctionalInterface
    public interface Starter {
        BenchStarter.Running start(Path address, Path log) throws IOException;
    }

    private static final long LOOK_MILLIS = 200;

    /// A machine on which nothing is compiled for so long is not fit for it.
    private static final Duration WALL = Duration.ofMinutes(5);

    private final Starter starter;
    private final Duration patience;
    private @Nullable Connection connection;
    private String incident = "";

    /// @param patience the processor time that one compilation may take
    public CompilerProcess(Starter starter, Duration patience) {
        this.starter = starter;
        this.patience = patience;
    }

    /// What went wrong with the last compilations, once; empty if nothing did.
    public String takeIncident() {
        var taken = incident;
        incident = "";
        return taken;
    }

    @Override
    public Compilation compile(Submission submission) {
        var current = connection;
        if (current == null) {
            current = Connection.open(starter);
            connection = current;
        }
        try {
            return current.compile(submission, patience);
        } catch (IOException e) {
            var why = current.whyItEnded(e);
            current.close();
            connection = null;
            incident = "the compiler had to be replaced: " + why;
            var problem = new Compilation.Problem("", 0, 0, "", "the compiler gave up: " + why);
            return new Compilation(Map.of(), List.of(problem));
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /// One JVM, and the connection to it.
    private static final class Connection {

        private final Path folder;
        private final BenchStarter.Running running;
        private final SocketChannel channel;
        private final DataInputStream in;
        private final DataOutputStream out;

        private Connection(Path folder, BenchStarter.Running running, SocketChannel channel) {
            this.folder = folder;
            this.running = running;
            this.channel = channel;
            in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        }

        static Connection open(Starter starter) {
            try {
                var folder = Files.createTempDirectory("loopback");
                var address = folder.resolve("bench");
                try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    listener.bind(UnixDomainSocketAddress.of(address), 1);
                    var running = starter.start(address, folder.resolve("log"));
                    running.onExit(() -> closeQuietly(listener));
                    return new Connection(folder, running, accept(listener, folder));
                }
            } catch (IOException e) {
                throw CourseException.ofMachine(
                        "no JVM for the compiler could be started: " + e.getMessage(), e);
            }
        }

        private static SocketChannel accept(ServerSocketChannel listener, Path folder)
                throws IOException {
            try {
                return listener.accept();
            } catch (IOException e) {
                throw new IOException(log(folder), e);
            } finally {
                Files.deleteIfExists(folder.resolve("bench"));
            }
        }

        private static void closeQuietly(ServerSocketChannel listener) {
            try {
                listener.close();
            } catch (IOException e) {
                // It was only there for one connection.
            }
        }

        Compilation compile(Submission submission, Duration patience) throws IOException {
            var before = running.processorTime();
            var answer = new CompletableFuture<Compilation>();
            Thread.ofPlatform()
                    .daemon()
                    .name("compiler")
                    .start(() -> {
                        try {
                            CompilerChannel.write(out, submission);
                            answer.complete(CompilerChannel.readCompilation(in));
                        } catch (IOException | RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    });
            for (long waited = 0; ; waited += LOOK_MILLIS) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (running.processorTime().minus(before).compareTo(patience) > 0) {
                        throw new TookTooLong(patience);
                    }
                    if (waited > WALL.toMillis()) {
                        throw CourseException.ofMachine("the compiler does not answer", e);
                    }
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause().getMessage(), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CourseException("interrupted", e);
                }
            }
        }

        String whyItEnded(IOException e) {
            if (e instanceof TookTooLong) {
                return e.getMessage();
            }
            return log(folder).contains("OutOfMemoryError")
                    ? "it took all memory"
                    : "it ended: "
                            + Optional.of(log(folder).strip())
                                    .filter(text -> !text.isEmpty())
                                    .orElse(String.valueOf(e.getMessage()));
        }

        private static String log(Path folder) {
            var text = loopback.course.Files.readLeniently(folder.resolve("log"));
            return text.lines().findFirst().orElse("");
        }

        void close() {
            try (var part = Part.begins("compiler")) {
                part.has(running::processorTime);
            }
            running.kill();
            try {
                channel.close();
                Files.deleteIfExists(folder.resolve("log"));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // In the folder for temporary files, which is emptied by others.
            }
        }
    }

    private static final class TookTooLong extends IOException {

        private static final long serialVersionUID = 1;

        TookTooLong(Duration patience) {
            super("it took more than " + patience.toSeconds() + " s of processor time");
        }
    }
}
