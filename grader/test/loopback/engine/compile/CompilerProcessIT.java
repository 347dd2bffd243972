package loopback.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.jvm.RunningJvm;
import loopback.engine.jvm.WorkerJvm;
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

    /// A compiler of another's making: it answers the first request when it gets the second.
    @Test
    void an_answer_that_comes_too_late_is_given_to_nobody_else() throws Exception {
        var first = Submission.of(exercise(), "package tiny; class First {}");
        var second = Submission.of(exercise(), "package tiny; class Second {}");
        try (var compiler = new CompilerProcess(this::startLate, Compiler.PATIENCE)) {
            var waits =
                    Thread.ofPlatform()
                            .start(() ->
                                    assertThrows(
                                            CourseException.class, () -> compiler.compile(first)));
            assertEquals(1, asked.take());
            waits.interrupt();
            waits.join();

            var compilation = compiler.compile(second);

            assertEquals(Set.of("tiny.Second"), compilation.classes().keySet());
            assertEquals(2, started.get(), "JVMs");
        }
    }

    @Test
    void an_answer_to_another_request_is_none() throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        CompilerChannel.write(out, 1, new Compilation(Map.of(), List.of()));
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        assertThrows(ProtocolException.class, () -> CompilerChannel.readCompilation(in, 2));
    }

    private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();

    private RunningJvm startLate(Path address, Path log) {
        int number = started.incrementAndGet();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(address))) {
                        var in = new DataInputStream(Channels.newInputStream(channel));
                        var out = new DataOutputStream(Channels.newOutputStream(channel));
                        var request = CompilerChannel.readRequest(in);
                        asked.add(number);
                        if (number == 1) {
                            CompilerChannel.readRequest(in); // It is late.
                        }
                        var compilation = Compiler.of(request.file(), request.others());
                        CompilerChannel.write(out, request.number(), compilation);
                        in.read(); // Until the other side has read that.
                    } catch (IOException e) {
                        // The compiler was closed.
                    }
                });
        return new RunningJvm() {
            @Override
            public void kill() {}

            @Override
            public void onExit(Runnable action) {}
        };
    }

    private Exercise exercise() {
        return course.exercises().getFirst();
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
    private WorkerJvm.Starter aged(Duration processorTime) {
        var starter = CompilerProcess.forking(course);
        return (address, log) -> {
            started.incrementAndGet();
            var running = starter.start(address, log);
            return new RunningJvm() {
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
