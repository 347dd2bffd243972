package loopback.mutation;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Fails a step that the kit has given up, as a check does.
///
/// A mutant often hangs. PIT would notice by the clock, which is slow where it is not to be wrong on
/// a busy machine; the kit notices by its patience, and publishes where the step hangs.
public final class HangingStep implements InvocationInterceptor, TestExecutionListener {

    private static volatile CompletableFuture<@Nullable Void> step = new CompletableFuture<>();

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        var end = new CompletableFuture<@Nullable Void>();
        step = end;
        Thread.ofPlatform().daemon().name("kit-step").start(() -> run(invocation, end));
        try {
            end.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static void run(
            Invocation<@Nullable Void> invocation, CompletableFuture<@Nullable Void> end) {
        try {
            invocation.proceed();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        var place = entry.getKeyValuePairs().get("hang");
        if (place != null) {
            step.completeExceptionally(new AssertionError("the step hangs\n" + place));
        }
    }
}
