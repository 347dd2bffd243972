package loopback.engine.compile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.Phase;
import loopback.engine.jvm.RunningJvm;
import loopback.engine.jvm.StartUpCache;
import loopback.engine.jvm.WorkerJvm;
import org.jspecify.annotations.Nullable;

/// A compiler in a JVM of its own, which stays warm from one submission to the next.
///
/// What takes it too long, or takes it down, is stopped; the next submission has a new one.
/// One submission at a time: others wait.
public final class CompilerProcess implements Compiler {

    static final String GAVE_UP = "the compiler gave up: ";

    private static final long LOOK_MILLIS = 200;

    /// After so long without an answer the machine is at fault, whatever the processor time.
    private static final Duration WALL = Duration.ofMinutes(5);

    /// Processor time after which the JVM is replaced by a fresh one. The sandbox limits the
    /// processor time of a JVM, and an old one would be killed during some innocent submission.
    private static final Duration AGE = Duration.ofSeconds(30);

    private final WorkerJvm.Starter starter;
    private final Duration patience;
    private @Nullable Connection connection;

    /// @param patience the processor time that one compilation may take
    public CompilerProcess(WorkerJvm.Starter starter, Duration patience) {
        this.starter = starter;
        this.patience = patience;
    }

    /// Compilers in JVMs of their own.
    public static WorkerJvm.Starter forking(Course course) {
        return (address, log) ->
                RunningJvm.of(
                        new ProcessBuilder(command(course, address))
                                .redirectErrorStream(true)
                                .redirectOutput(log.toFile())
                                .start());
    }

    /// The command line of a JVM that compiles: it begins as the command does.
    public static List<String> command(Course course, Path address) {
        var startUp = StartUpCache.ofCommand(course).option();
        var limits = List.of("-Xmx512m", "-Xss1m");
        return JavaCommand.line(
                startUp, limits, List.of(JavaCommand.jar(course)), CompilerServer.class, address);
    }

    /// The message for a submission that took more processor time than this.
    static String gaveUp(Duration patience) {
        return GAVE_UP + tookMoreThan(patience);
    }

    private static String tookMoreThan(Duration patience) {
        return "it took more than " + patience.toSeconds() + " s of processor time";
    }

    @Override
    public synchronized Compilation compile(Submission submission) {
        var current = connection;
        if (current != null && current.isOld()) {
            current.close();
            current = null;
        }
        if (current == null) {
            current = Connection.open(starter);
            connection = current;
        }
        boolean answered = false;
        try {
            var compilation = current.compile(submission, patience);
            answered = true;
            return compilation;
        } catch (IOException e) {
            throw new StoppedException(GAVE_UP + current.whyItEnded(e));
        } finally {
            if (!answered) {
                // An answer that still comes must not be taken for that to the next submission.
                current.close();
                connection = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /// One JVM, and the connection to it.
    private static final class Connection {

        private final WorkerJvm partner;
        private final DataInputStream in;
        private final DataOutputStream out;
        private int requests;

        private Connection(WorkerJvm partner, SocketChannel channel) {
            this.partner = partner;
            in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        }

        static Connection open(WorkerJvm.Starter starter) {
            var partner = WorkerJvm.start("the compiler", starter);
            try {
                return new Connection(partner, partner.connect());
            } catch (IOException e) {
                var why = firstLine(partner.log());
                partner.close();
                throw CourseException.ofMachine(
                        "the JVM for the compiler did not start: " + why, e);
            }
        }

        Compilation compile(Submission submission, Duration patience) throws IOException {
            var before = partner.processorTime();
            int number = ++requests;
            var answer = new CompletableFuture<Compilation>();
            Thread.ofPlatform()
                    .daemon()
                    .name("compiler")
                    .start(() -> {
                        try {
                            CompilerChannel.write(out, number, submission);
                            answer.complete(CompilerChannel.readCompilation(in, number));
                        } catch (IOException | RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    });
            for (long waited = 0; ; waited += LOOK_MILLIS) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (partner.processorTime().minus(before).compareTo(patience) > 0) {
                        throw new TookTooLong(patience);
                    }
                    if (waited > WALL.toMillis()) {
                        throw CourseException.ofMachine("the compiler does not answer", e);
                    }
                } catch (ExecutionException e) {
                    throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CourseException("interrupted", e);
                }
            }
        }

        boolean isOld() {
            return partner.processorTime().compareTo(AGE) > 0;
        }

        String whyItEnded(IOException e) {
            if (e instanceof TookTooLong) {
                return String.valueOf(e.getMessage());
            }
            var log = partner.log();
            return log.contains("OutOfMemoryError")
                    ? "it took all memory"
                    : "it ended: "
                            + Optional.of(firstLine(log))
                                    .filter(text -> !text.isEmpty())
                                    .orElse(String.valueOf(e.getMessage()));
        }

        private static String firstLine(String text) {
            return text.lines().findFirst().orElse("").strip();
        }

        void close() {
            try (var part = Phase.begins("compiler")) {
                part.has(partner::processorTime);
            }
            partner.close();
        }
    }

    private static final class TookTooLong extends IOException {

        private static final long serialVersionUID = 1;

        TookTooLong(Duration patience) {
            super(tookMoreThan(patience));
        }
    }
}
