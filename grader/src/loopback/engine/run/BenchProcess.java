package loopback.engine.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loopback.bench.Message;
import loopback.course.CourseException;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.Phase;
import loopback.engine.jvm.Watchdog;
import loopback.engine.jvm.WorkerJvm;
import org.jspecify.annotations.Nullable;

/// A bench: a JVM that was started to run a specification, and the only connection to it.
///
/// It starts in the background; the first task waits until it is there. It is killed, never asked
/// to end.
public final class BenchProcess implements AutoCloseable {

    /// Queued after the last message when the bench has ended.
    private static final Message GONE = new Message.Entry("gone", "");

    private static final int QUEUED = 10_000;

    /// How long to wait for the next message of a bench that is asked to clean up. If none comes, a
    /// fresh JVM is started instead.
    private static final int MILLIS_TO_CLEAN = 2_000;

    private final WorkerJvm partner;
    private final Limits limits;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(QUEUED);
    private @Nullable DataOutputStream out;
    private Duration processorTime = Duration.ZERO;
    private boolean closed;

    private BenchProcess(WorkerJvm partner, Limits limits) {
        this.partner = partner;
        this.limits = limits;
    }

    public static BenchProcess start(BenchStarter starter, Limits limits) {
        return new BenchProcess(
                WorkerJvm.start("the check", (address, log) -> starter.start(address, log, limits)),
                limits);
    }

    /// What it was started with.
    public Limits limits() {
        return limits;
    }

    /// Gives the bench a task. Messages follow.
    void give(Message.Task task) {
        try {
            if (out == null) {
                out = connect();
            }
            Message.write(out, task);
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    "the JVM for the check did not start: " + log().strip(), e);
        }
    }

    private DataOutputStream connect() throws IOException {
        var accepted = accept();
        Thread.ofPlatform().daemon().name("bench").start(() -> readAll(accepted));
        return new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(accepted), 64 * 1024));
    }

    private SocketChannel accept() throws IOException {
        try (var part = Phase.begins("start")) {
            var accepted = partner.connect();
            part.has(partner::processorTime);
            return accepted;
        }
    }

    /// Asks a bench that has done its task whether anything is left behind in it. True if it can be
    /// used again.
    public boolean isFitForMore() {
        try {
            Message.write(java.util.Objects.requireNonNull(out), new Message.Again());
        } catch (IOException e) {
            return false;
        }
        while (true) {
            var next = next(MILLIS_TO_CLEAN);
            if (next.isEmpty() || isTheEnd(next.get())) {
                return false;
            }
            if (next.get() instanceof Message.Ready ready) {
                return ready.clean();
            }
        }
    }

    /// The processor time the bench has used so far; for one that has ended, the last value known.
    /// Zero before the first task.
    public Duration processorTime() {
        if (out == null) {
            return Duration.ZERO;
        }
        var had = partner.processorTime();
        processorTime = had.compareTo(processorTime) > 0 ? had : processorTime;
        return processorTime;
    }

    /// A watchdog that begins now.
    Watchdog watchdog() {
        return partner.watchdog();
    }

    /// A watchdog that begins now and expires after so many seconds.
    Watchdog watchdog(int patience) {
        return partner.watchdog(patience);
    }

    /// The next message, if one comes within that time.
    Optional<Message> next(long millis) {
        try {
            return Optional.ofNullable(messages.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("interrupted", e);
        }
    }

    static boolean isTheEnd(Message message) {
        return message == GONE;
    }

    /// What the JVM itself printed: why it could not start, or why it ended.
    String log() {
        return partner.log();
    }

    private void readAll(SocketChannel from) {
        var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(from)));
        try {
            readAll(in);
            messages.put(GONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll(DataInputStream in) throws InterruptedException {
        try {
            while (true) {
                messages.put(Message.read(in));
            }
        } catch (IOException e) {
            // Ended by itself, or killed.
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (var part = Phase.begins("bench")) {
                part.has(partner::processorTime);
            }
            partner.close();
        }
        // Frees the reader thread if it waits for room in the queue; it then finds the connection
        // closed.
        messages.clear();
    }
}
