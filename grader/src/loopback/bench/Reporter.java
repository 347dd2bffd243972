package loopback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Tells the engine what JUnit tells us, together with what the code under test printed.
final class Reporter implements TestExecutionListener {

    private final DataOutputStream out;
    private final CapturedOutput printed = new CapturedOutput();
    private final Executor writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("loopback-reporter").factory());
    private String specification = "";
    private String step = "";

    Reporter(DataOutputStream out) {
        this.out = out;
        // Started here, before a task, so that it does not inherit the class loader of one.
        CompletableFuture.runAsync(() -> {}, writer).join();
    }

    /// The steps of that specification run from now on, and what they print is captured.
    void begins(String specification) {
        this.specification = specification;
        var stream = new PrintStream(printed, true, UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        System.setIn(InputStream.nullInputStream());
    }

    /// Returns whether the engine is still there.
    ///
    /// The calling thread may be interrupted by the code under test, which would close the
    /// connection: a thread that is out of its reach writes.
    boolean send(Message message) {
        return CompletableFuture.supplyAsync(() -> write(message), writer).join();
    }

    private boolean write(Message message) {
        try {
            Message.write(out, message);
            return true;
        } catch (IOException e) {
            return false; // The engine has closed the connection.
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            printed.take();
            step = nameOf(test);
            send(new Message.Started(step));
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs()
                .forEach((key, value) -> {
                    send(new Message.Entry(key, value));
                    if (key.equals("hang") || key.equals("excess")) {
                        send(new Message.Entry("printed", printed.take()));
                    }
                });
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // An interrupt that the step has left behind must not hit the next one.
        Thread.interrupted();
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        var failure = result.getThrowable().map(this::describe).orElse(Message.Failure.NONE);
        if (test.isTest()) {
            send(new Message.Finished(nameOf(test), passed, failure, printed.take()));
        } else if (!passed) {
            send(new Message.Entry("outside", failure.type() + ": " + failure.message()));
        }
    }

    /// The running step has failed, and nothing can be run after it.
    void stepFailed(Throwable thrown) {
        send(new Message.Finished(step, false, describe(thrown), printed.take()));
    }

    private Message.Failure describe(Throwable thrown) {
        return Failures.describe(thrown, specification);
    }

    private static String nameOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
    }
}
