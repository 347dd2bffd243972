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
import loopback.engine.jvm.Phase;
import loopback.engine.jvm.Watchdog;
import loopback.engine.jvm.WorkerJvm;
import org.jspecify.annotations.Nullable;

/// A bench: a JVM that was started to run a specification, and the only connection to it.
///
/// It starts in the background; the first task waits until it is there. It is killed, never asked
/// to end.
public final class BenchProcess implements AutoCloseable {

    /// The end of a bench, in its place among the messages.
    private static final Message GONE = new Message.Entry("gone", "");

    private static final int QUEUED = 10_000;

    /// Between two signs of life. One that does not come costs no more than a fresh JVM.
    private static final int MILLIS_TO_CLEAN = 2_000;

    private final WorkerJvm partner;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(QUEUED);
    private @Nullable DataOutputStream out;
    private Duration processorTime = Duration.ZERO;
    private boolean closed;

    private BenchProcess(WorkerJvm partner) {
        this.partner = partner;
    }

    public static BenchProcess start(BenchStarter starter) {
        return new BenchProcess(
                WorkerJvm.start("the check", (address, log) -> starter.start(address, log)));
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

    /// Whether the bench, after a task that it has done, is as good as a fresh one.
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

    /// The processor time that it has had by now; of one that has ended, when it was last asked. One
    /// that has got no task yet has spent none on it.
    public Duration processorTime() {
        if (out == null) {
            return Duration.ZERO;
        }
        var had = partner.processorTime();
        processorTime = had.compareTo(processorTime) > 0 ? had : processorTime;
        return processorTime;
    }

    /// How long it says nothing, from now on.
    Watchdog watchdog() {
        return partner.watchdog();
    }

    /// How long it says nothing but that it is alive, from now on.
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
        messages.clear(); // Whoever waits to add one goes on, and finds the end.
    }
}
