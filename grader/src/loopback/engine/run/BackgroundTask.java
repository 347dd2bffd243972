package loopback.engine.run;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import loopback.course.CourseException;

/// Work that was begun in the background, before anybody has asked for it.
public final class BackgroundTask<T> {

    private final FutureTask<T> task;

    private BackgroundTask(Callable<T> work) {
        task = new FutureTask<>(work);
    }

    public static <T> BackgroundTask<T> begin(String name, Callable<T> work) {
        var ahead = new BackgroundTask<>(work);
        Thread.ofPlatform().daemon().name("ahead-" + name).start(ahead.task);
        return ahead;
    }

    /// A task that has its result already.
    public static <T> BackgroundTask<T> of(T there) {
        var ahead = new BackgroundTask<>(() -> there);
        ahead.task.run();
        return ahead;
    }

    /// Waits for the result. Throws what the task has thrown.
    public T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CourseException known
                    ? known
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("interrupted", e);
        }
    }

    /// Waits for the result; empty if the task has failed.
    public Optional<T> ifItWorked() {
        try {
            return Optional.of(get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
