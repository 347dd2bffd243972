package kit;

import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A name whose look-up takes until the step lets it end. Like a real one it cannot be interrupted.
public final class SlowName implements AutoCloseable {

    private final String name;
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<Thread> asking = new CopyOnWriteArrayList<>();

    private SlowName(String name) {
        this.name = name;
    }

    /// Gives `name` the address `literal`, some day.
    public static SlowName of(String name, String literal) {
        var slow = new SlowName(name);
        var address = InetAddress.ofLiteral(literal);
        Names.answer(
                name,
                () -> {
                    slow.awaitAnswer();
                    return List.of(address);
                });
        return slow;
    }

    /// Whether the question has reached the resolver by now.
    public boolean wasAsked() {
        return !asking.isEmpty();
    }

    /// Waits until the question of `call` has reached the resolver.
    public void isAskedBy(Attempt<?> call) {
        if (!Patience.until(() -> wasAsked() || call.isOver())) {
            fail("nobody asked for " + name + "; the call waits\n" + call.whereItIs());
        }
        if (!wasAsked()) {
            fail("nobody asked for " + name + ", and the call returned " + call.returns());
        }
    }

    /// Whether whoever waits for the answer lets the JVM end: daemons, or virtual threads.
    public boolean isAskedByDaemons() {
        return asking.stream().allMatch(Thread::isDaemon);
    }

    /// Lets the answer come, and waits until the code under test has nothing more to do with it.
    public void answers() {
        close();
        if (!Patience.until(() -> asking.stream().allMatch(SlowName::isDone))) {
            fail("the thread that asked for " + name + " goes on after the answer");
        }
    }

    private static boolean isDone(Thread thread) {
        return !thread.isAlive() || Frames.learners(thread.getStackTrace()).isEmpty();
    }

    private void awaitAnswer() {
        asking.add(Thread.currentThread());
        Patience.changed();
        boolean interrupted = false;
        while (true) {
            try {
                answer.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (answer.getCount() > 0) {
            Wire.note("resolver", "answers for " + name);
            answer.countDown();
        }
    }
}
