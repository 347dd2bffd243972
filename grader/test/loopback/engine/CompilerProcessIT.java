package loopback.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import loopback.course.Course;
import org.junit.jupiter.api.Test;

/// A compiler that serves a whole class.
class CompilerProcessIT {

    private final Course course =
            new Course(Path.of(System.getProperty("course.root")).toAbsolutePath().normalize());
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void a_compiler_stays_from_one_submission_to_the_next() {
        compileThrice(Duration.ofSeconds(1));

        assertEquals(1, started.get(), "JVMs");
    }

    @Test
    void a_compiler_is_replaced_before_the_system_ends_it() {
        compileThrice(Duration.ofMinutes(1));

        assertEquals(3, started.get(), "JVMs");
    }

    private void compileThrice(Duration processorTime) {
        var exercise = course.exercises().getFirst();
        var submission = Submission.in(course.references(), exercise);
        try (var compiler = new CompilerProcess(aged(processorTime), Compiler.PATIENCE)) {
            for (int i = 0; i < 3; i++) {
                assertTrue(compiler.compile(submission).succeeded());
            }
        }
    }

    /// Compilers that have had so much processor time.
    private Partner.Starter aged(Duration processorTime) {
        var starter = BenchStarter.forkingCompilers(course);
        return (address, log) -> {
            started.incrementAndGet();
            var running = starter.start(address, log);
            return new BenchStarter.Running() {
                @Override
                public void kill() {
                    running.kill();
                }

                @Override
                public void onExit(Runnable action) {
                    running.onExit(action);
                }

                @Override
                public Duration processorTime() {
                    return processorTime;
                }
            };
        };
    }
}
