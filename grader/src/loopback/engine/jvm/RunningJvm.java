package loopback.engine.jvm;

import java.time.Duration;
import java.util.stream.Stream;

/// A JVM that was started.
public interface RunningJvm {

    /// A JVM that is a process of this machine.
    static RunningJvm of(Process process) {
        return new RunningJvm() {
            @Override
            public void kill() {
                process.destroyForcibly();
            }

            @Override
            public void onExit(Runnable action) {
                process.onExit().thenRun(action);
            }

            @Override
            public Duration processorTime() {
                return process.info().totalCpuDuration().orElse(Duration.ZERO);
            }

            @Override
            public boolean wantsProcessor() {
                return Watchdog.anyWantsProcessor(Stream.of(process.toHandle()));
            }
        };
    }

    void kill();

    void onExit(Runnable action);

    /// The processor time that it has had, as far as that is known.
    default Duration processorTime() {
        return Duration.ZERO;
    }

    /// Called when the JVM has connected: all processes that the sandbox needs exist by now.
    default void connected() {}

    /// Whether one of its threads runs or waits for a processor, as far as that is known.
    default boolean wantsProcessor() {
        return false;
    }
}
