package loopback.engine.compile;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loopback.course.CourseException;
import loopback.engine.jvm.WorkerJvm;

/// The compiler of this JVM, which is there at once.
///
/// Nothing can end it when something takes it too long; it can only be left alone. What comes after
/// that is compiled in another JVM, which can be ended.
public final class LocalCompiler implements Compiler {

    private static final long LOOK_MILLIS = 200;

    private final WorkerJvm.Starter starter;
    private Optional<CompilerProcess> another = Optional.empty();

    public LocalCompiler(WorkerJvm.Starter starter) {
        this.starter = starter;
    }

    @Override
    public Compilation compile(Submission submission) {
        if (another.isPresent()) {
            return another.get().compile(submission);
        }
        var task = new FutureTask<>(() -> HERE.compile(submission));
        var thread = Thread.ofPlatform().daemon().name("compiler").start(task);
        for (long waited = 0; ; waited += LOOK_MILLIS) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (waited > PATIENCE.toMillis() && hasHad(PATIENCE, thread)) {
                    another = Optional.of(new CompilerProcess(starter, PATIENCE));
                    throw new StoppedException(CompilerProcess.gaveUp(PATIENCE));
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OutOfMemoryError) {
                    throw new StoppedException(CompilerProcess.GAVE_UP + "it took all memory");
                }
                throw e.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CourseException("interrupted", e);
            }
        }
    }

    private static boolean hasHad(Duration processorTime, Thread thread) {
        long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
        return nanos > processorTime.toNanos();
    }
}
