package kit;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Runs every step in a clean laboratory, and says what was left behind.
///
/// Before a step the transcript and the names are empty. After it, what the code under test left
/// open fails the step. A step in which nothing happens any more is given up by a watch, which
/// publishes where the code under test hangs; whoever runs the specification ends it then.
///
/// Report entries: `transcript` and `events` (of a failed step), `hang` (the lines where the code
/// waits), `excess` (what there is too much of, in words), `left` (a failed step has left something
/// open).
public final class Lab implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {

    /// A configuration parameter: how often patience has run out before this JVM was started.
    public static final String PATIENCE_RUN_OUT = "kit.patience.run.out";

    /// A step that keeps the wire busy, and does not wait itself, is given up after this many times
    /// the patience.
    private static final int BUSY = 5;

    private static volatile boolean happened;
    private static volatile boolean waits;
    private static volatile Thread step;
    private static volatile Leaks before = Leaks.none();

    static {
        Wire.follow(_ -> {
            somethingHappened();
            Patience.changed();
        });
    }

    static void somethingHappened() {
        happened = true;
    }

    /// A thread waits with patience of its own. The step's will say what it waited for in vain, so
    /// that the watch need not, however long a step with many waits takes on a busy machine.
    static void isWaiting() {
        if (Thread.currentThread() == step) {
            happened = true;
            waits = true;
        }
    }

    /// Whether a thread is older than the present step.
    static boolean wasThereBefore(Thread thread) {
        return before.threads().contains(thread);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getConfigurationParameter(PATIENCE_RUN_OUT)
                .map(Integer::valueOf)
                .ifPresent(Patience::hasRunOut);
        Frames.areOf(context.getRequiredTestClass());
        Wire.clear();
        Names.clear();
        before = Leaks.now();
        ThreadLimit.begin();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        step = Thread.currentThread();
        var watch = watch(context, step);
        try {
            invocation.proceed();
        } finally {
            watch.interrupt();
            join(watch);
        }
    }

    /// Waits for the watch, whatever interrupt the code under test has left behind.
    private static void join(Thread watch) {
        while (watch.isAlive()) {
            try {
                watch.join();
            } catch (InterruptedException e) {
                // It was for the step, which is over.
            }
        }
        Thread.interrupted();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            publishTranscript(context);
            if (!Leaks.now().since(before).isEmpty()) {
                context.publishReportEntry("left", "something");
            }
            return;
        }
        if (ThreadLimit.isExceeded()) {
            throw new AssertionError(ThreadLimit.WORDS);
        }
        if (!Patience.sparingly(() -> Leaks.now().since(before).isEmpty())) {
            var left = Leaks.now().since(before); // It may have ended since the last look.
            if (!left.isEmpty()) {
                publishTranscript(context);
                throw new AssertionError("left open after the step: " + left.describe());
            }
        }
    }

    private static Thread watch(ExtensionContext context, Thread step) {
        return Threads.ofTheKit()
                .daemon()
                .name("kit-watch")
                .start(() -> {
                    int limit = Patience.limit();
                    var quiet = Patience.Ticks.inTheBackground(limit + limit / 4);
                    var all = Patience.Ticks.inTheBackground(BUSY * limit);
                    var memory = new MemoryUse();
                    try {
                        do { // What takes memory without end is ended by the end of the memory.
                            quiet.renew();
                            all.renew();
                            while (quiet.next() && all.spend()) {
                                if (ThreadLimit.isExceeded()) {
                                    publishTranscript(context);
                                    context.publishReportEntry("excess", ThreadLimit.WORDS);
                                    return;
                                }
                                if (happened) {
                                    happened = false;
                                    quiet.renew();
                                }
                                if (waits) {
                                    waits = false;
                                    all.renew();
                                }
                            }
                        } while (memory.grows());
                    } catch (InterruptedException e) {
                        return; // The step is over.
                    }
                    publishTranscript(context);
                    context.publishReportEntry("hang", whereItHangs(step));
                });
    }

    private static void publishTranscript(ExtensionContext context) {
        var transcript = Wire.transcript();
        if (!transcript.isEmpty()) {
            context.publishReportEntry("transcript", transcript);
            context.publishReportEntry("events", Wire.events());
        }
    }

    private static String whereItHangs(Thread step) {
        return Stream.concat(Stream.of(step), Leaks.live().stream())
                .map(thread -> Frames.learners(Leaks.stackOf(thread)))
                .filter(frames -> !frames.isEmpty())
                .findFirst()
                .orElse("outside of your code");
    }
}
